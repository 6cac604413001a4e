import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { endorsementOf } from './claim.ts';
import { JournalError, type Signer } from './port.ts';

/** What of Electron's `safeStorage` keeps the key: DPAPI, Keychain, or a keyring on Linux. */
export interface KeyProtection {
  readonly isEncryptionAvailable: () => boolean;
  /** Linux only. `basic_text` is a key that everybody knows. Source: Electron, safeStorage. */
  readonly getSelectedStorageBackend?: () => string;
  readonly encryptString: (text: string) => Buffer;
  readonly decryptString: (bytes: Buffer) => string;
}

/** Where a key is kept, by the name of its file. */
interface KeyPlace {
  /** The private key: as the operating system encrypted it, or, in the simulation, as it is. */
  readonly key: string;
  /** The public key, for whoever verifies the journal elsewhere. */
  readonly publicKey: string;
  /** The word of the key before for this one. */
  readonly endorsement: string;
  /** Asks for a new key at the next start. */
  readonly request: string;
  readonly encode: (pem: string) => Buffer;
  readonly decode: (bytes: Buffer) => string;
}

const placeOf = (folder: string, name: string): Omit<KeyPlace, 'encode' | 'decode'> => ({
  key: path.join(folder, name),
  publicKey: path.join(folder, `${name}.public.jwk`),
  endorsement: path.join(folder, `${name}.endorsement.jws`),
  request: path.join(folder, `${name}.rotate`),
});

const publicJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: z.string() });

const signerOf = (privateKey: KeyObject): Signer => {
  const { kty, crv, x } = publicJwk.parse(createPublicKey(privateKey).export({ format: 'jwk' }));
  // RFC 7638, 3: the required members alone, by name, without white space.
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
  return { kid, publicJwk: { kty, crv, x }, sign: (bytes) => sign(null, bytes, privateKey) };
};

/** Whether the operating system keeps what it is given from everybody else. */
export const isProtecting = (protection: KeyProtection): boolean =>
  protection.isEncryptionAvailable() &&
  !['basic_text', 'unknown'].includes(protection.getSelectedStorageBackend?.() ?? 'system');

/** Written beside and moved, so that a crash leaves no half of a key. */
const replaceFile = (file: string, content: string | Buffer): void => {
  const beside = `${file}.new`;
  writeFileSync(beside, content, { mode: 0o600, flush: true });
  renameSync(beside, file);
};

const newKey = ({ key, encode }: KeyPlace, endorse: (signer: Signer) => void): KeyObject => {
  const made = generateKeyPairSync('ed25519').privateKey;
  // The word for the new key is on disk before the key takes the old one's place: nobody could give it afterwards.
  endorse(signerOf(made));
  replaceFile(key, encode(z.string().parse(made.export({ format: 'pem', type: 'pkcs8' }))));
  return made;
};

const storedKey = (place: KeyPlace): KeyObject => {
  if (!existsSync(place.key)) return newKey(place, () => undefined);
  const stored = createPrivateKey(place.decode(readFileSync(place.key)));
  if (!existsSync(place.request)) return stored;
  const made = newKey(place, (signer) =>
    replaceFile(place.endorsement, `${endorsementOf(signer, signerOf(stored))}\n`),
  );
  rmSync(place.request, { force: true });
  return made;
};

const endorsed = ({ endorsement }: KeyPlace, signer: Signer): Signer =>
  existsSync(endorsement) ? { ...signer, endorsement: readFileSync(endorsement, 'utf8').trim() } : signer;

const inTheOpen = (folder: string): KeyPlace => ({
  ...placeOf(folder, 'station-key-simulated'),
  encode: (pem) => Buffer.from(pem),
  decode: (bytes) => bytes.toString(),
});

const kept = (folder: string, protection: KeyProtection): KeyPlace => {
  if (!isProtecting(protection)) throw new Error('the system keeps no secrets for this account');
  const { encryptString: encode, decryptString: decode } = protection;
  return { ...placeOf(folder, 'station-key'), encode, decode };
};

/**
 * The station's key: made at the first start, kept encrypted by the operating system. A key that cannot be
 * decrypted is left as it is and never replaced by the program. Where a new one is asked for, the old one gives its
 * word for it.
 *
 * @param place the data folder; the system's protection, or null in the simulation, whose key lies in the open: what
 * it signs is practice
 * @throws JournalError `station.no-key` when the system offers no protection, or the key cannot be read or kept
 */
export const openStationKey = (place: {
  readonly folder: string;
  readonly protection: KeyProtection | null;
}): Signer => {
  const { folder, protection } = place;
  try {
    const where = protection === null ? inTheOpen(folder) : kept(folder, protection);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const signer = signerOf(storedKey(where));
    replaceFile(where.publicKey, `${JSON.stringify(signer.publicJwk)}\n`);
    return endorsed(where, signer);
  } catch (error) {
    throw new JournalError('station.no-key', error);
  }
};

/**
 * The key of a station that has one: nothing is made and nothing changed. For who signs in the station's name beside the
 * desk.
 *
 * @throws JournalError `station.no-key` when there is none, or it cannot be read here
 */
export const readStationKey = (place: {
  readonly folder: string;
  readonly protection: KeyProtection | null;
}): Signer => {
  const { folder, protection } = place;
  try {
    const where = protection === null ? inTheOpen(folder) : kept(folder, protection);
    return endorsed(where, signerOf(createPrivateKey(where.decode(readFileSync(where.key)))));
  } catch (error) {
    throw new JournalError('station.no-key', error);
  }
};
