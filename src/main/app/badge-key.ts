import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { JournalError, replaceFile } from '../journal/index.ts';
import { isProtecting, type KeyProtection } from '../journal/index.ts';

const BYTES = 32;

interface Place {
  readonly file: string;
  readonly encode: (text: string) => Buffer;
  readonly decode: (bytes: Buffer) => string;
}

const placeOf = (folder: string, protection: KeyProtection | null): Place => {
  if (protection === null) {
    return {
      file: path.join(folder, 'badge-key-simulated'),
      encode: (text) => Buffer.from(text),
      decode: (bytes) => bytes.toString(),
    };
  }
  if (!isProtecting(protection)) throw new Error('the system keeps no secrets for this account');
  const { encryptString: encode, decryptString: decode } = protection;
  return { file: path.join(folder, 'badge-key'), encode, decode };
};

const make = ({ file, encode }: Place): Buffer => {
  const key = randomBytes(BYTES);
  replaceFile(file, encode(key.toString('base64')));
  return key;
};

const stored = ({ file, decode }: Place): Buffer => {
  const key = Buffer.from(decode(readFileSync(file)), 'base64');
  if (key.length !== BYTES) throw new Error('not a key');
  return key;
};

/**
 * The key by which badges are named in the journal: made when it is first needed, kept as the station's signing key is.
 * One that cannot be read is left as it is: with another key the same badge would look like two.
 *
 * @param place the data folder; the system's protection, or null in the simulation, whose key lies in the open
 * @returns reads the key once. @throws JournalError `station.no-key` when it cannot be kept or read
 */
export const createBadgeKey = (place: {
  readonly folder: string;
  readonly protection: KeyProtection | null;
}): (() => Uint8Array) => {
  let key: Uint8Array | null = null;
  const open = (): Uint8Array => {
    const where = placeOf(place.folder, place.protection);
    mkdirSync(place.folder, { recursive: true, mode: 0o700 });
    return existsSync(where.file) ? stored(where) : make(where);
  };
  return () => {
    try {
      return (key ??= open());
    } catch (error) {
      throw new JournalError('station.no-key', error);
    }
  };
};
