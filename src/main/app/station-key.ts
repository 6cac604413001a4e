import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { JournalError, type Signer } from '../journal/index.ts';

/** What of Electron's `safeStorage` keeps the key: DPAPI, Keychain, or a keyring on Linux. */
export interface KeyProtection {
  readonly isEncryptionAvailable: () => boolean;
  /** Linux only. `basic_text` is a key that everybody knows. Source: Electron, safeStorage. */
  readonly getSelectedStorageBackend?: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (bytes: Buffer) => string;
}

/** The private key, as the operating system encrypted it. */
const PRIVATE_FILE = 'station-key';
/** The public key, for whoever verifies the journal elsewhere. */
const PUBLIC_FILE = 'station-key.public.jwk';

const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

const signerOf = (privateKey: KeyObject): Signer => {
  const { kty, crv, x } = publicJwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  // RFC 7638, 3: the required members alone, by name, without white space.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, publicJwk: { kty, crv, x }, sign: (bytes) => sign(null, bytes, privateKey) };
};

const newKey = (): KeyObject => generateKeyPairSync('ed25519').privateKey;

const protects = (protection: KeyProtection): boolean =>
  protection.isEncryptionAvailable() &&
  !['basic_text', 'unknown'].includes(protection.getSelectedStorageBackend?.() ?? 'system');

/** Written beside and moved, so that a crash leaves no half of a key. */
const replaceFile = (file: string, content: string | Buffer): void => {
  const beside = `${file}.new`;
  writeFileSync(beside, content, { mode: 0o600, flush: true });
  renameSync(beside, file);
};

const storedKey = (folder: string, protection: KeyProtection): KeyObject => {
  const file = path.join(folder, PRIVATE_FILE);
  if (existsSync(file)) return createPrivateKey(protection.decryptString(readFileSync(file)));
  const key = newKey();
  const pem = z.string().parse(key.export({ format: 'pem', type: 'pkcs8' }));
  replaceFile(file, protection.encryptString(pem));
  return key;
};

/**
 * The station's key: made at the first start, kept encrypted by the operating system. A key that cannot be
 * decrypted is left as it is and never replaced by the program.
 *
 * @param place the data folder, which exists; the system's protection, or null in the simulation, which signs
 * with a key that lives no longer than the program
 * @throws JournalError `station.no-key` when the system offers no protection, or the key cannot be read or kept
 */
export const openStationKey = (place: {
  readonly folder: string;
  readonly protection: KeyProtection | null;
}): Signer => {
  if (place.protection === null) return signerOf(newKey());
  try {
    if (!protects(place.protection)) throw new Error('the system keeps no secrets for this account');
    const signer = signerOf(storedKey(place.folder, place.protection));
    replaceFile(path.join(place.folder, PUBLIC_FILE), `${JSON.stringify(signer.publicJwk)}\n`);
    return signer;
  } catch (error) {
    throw new JournalError('station.no-key', error);
  }
};
