import { CardFault } from './card-fault.ts';
import { decodeFascN } from './fasc-n.ts';
import { parseTlvs, type Tlv } from './tlv.ts';

/** What the card says of itself in its Card Holder Unique Identifier. Its signature is not looked at here. */
export interface Chuid {
  readonly fascN: string | null;
  readonly uuid: string | null;
  /** Last day, as YYYYMMDD. */
  readonly expires: string | null;
}

const FASC_N = 0x30;
const GUID = 0x34;
const EXPIRES = 0x35;

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);

/** The usual form of 16 bytes, small letters. @throws CardFault */
export const uuidOf = (bytes: Uint8Array): string => {
  if (bytes.length !== 16) throw new CardFault('badge.malformed');
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

const dayOf = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString('latin1');
  if (!/^[0-9]{8}$/.test(text)) throw new CardFault('badge.malformed');
  return text;
};

const find = (objects: readonly Tlv[], tag: number): Uint8Array | null => {
  const found = objects.filter((one) => one.tag === tag);
  if (found.length > 1) throw new CardFault('badge.malformed');
  return found[0]?.value ?? null;
};

/**
 * Reads a CHUID (SP 800-73-5 part 1, 3.1.2). Cards without a FASC-N or GUID of their own leave it out or fill it
 * with zeros.
 *
 * @throws CardFault
 */
export const parseChuid = (bytes: Uint8Array): Chuid => {
  const objects = parseTlvs(bytes);
  const fascN = find(objects, FASC_N);
  const guid = find(objects, GUID);
  const expires = find(objects, EXPIRES);
  return {
    fascN: fascN === null || isZero(fascN) ? null : decodeFascN(fascN),
    uuid: guid === null || isZero(guid) ? null : uuidOf(guid),
    expires: expires === null ? null : dayOf(expires),
  };
};
