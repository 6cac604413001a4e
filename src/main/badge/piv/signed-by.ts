import { verify, type KeyObject } from 'node:crypto';

/** Algorithms that lists and responders are signed with (RFC 4055, RFC 5758), and their digests. */
const digests: Readonly<Record<string, string | undefined>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
};

/** Something signed, as ASN.1 has it: what was signed, with which algorithm, and the signature. */
export interface Signed {
  readonly signed: Uint8Array;
  readonly algorithm: string;
  readonly signature: Uint8Array;
}

/** Whether that key signed it, with SHA-256 at least. */
export const isSignedWith = (publicKey: KeyObject, { signed, algorithm, signature }: Signed): boolean => {
  const digest = digests[algorithm];
  if (digest === undefined) return false;
  try {
    return verify(digest, signed, publicKey, signature);
  } catch {
    return false;
  }
};
