import { createHash, verify, type KeyObject } from 'node:crypto';
import type { KeyAlgorithm } from './certificate.ts';

const digests = { 'RSA-2048': 'sha256', 'P-256': 'sha256', 'P-384': 'sha384' } as const;
const blockBytes = 256;
/** DigestInfo of SHA-256 up to the digest itself (RFC 8017, 9.2, note 1). */
const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** The challenge as PKCS #1 v1.5 pads it (RFC 8017, 9.2): a card with an RSA key signs what it is given as it is. */
const padded = (digest: Buffer): Uint8Array => {
  const content = Buffer.concat([digestInfo, digest]);
  const filling = Buffer.alloc(blockBytes - content.length - 3, 0xff);
  return Buffer.concat([Buffer.from([0, 1]), filling, Buffer.from([0]), content]);
};

/** What a card with a key of that kind is given to sign. */
export const blockFor = (challenge: Uint8Array, algorithm: KeyAlgorithm): Uint8Array => {
  const digest = createHash(digests[algorithm]).update(challenge).digest();
  return algorithm === 'RSA-2048' ? padded(digest) : digest;
};

/** Whether the signature is one over this challenge by this key. */
export const isSignedBy = (
  { publicKey, algorithm }: { readonly publicKey: KeyObject; readonly algorithm: KeyAlgorithm },
  challenge: Uint8Array,
  signature: Uint8Array,
): boolean => {
  try {
    return verify(digests[algorithm], challenge, publicKey, signature);
  } catch {
    return false;
  }
};
