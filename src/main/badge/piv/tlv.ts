import { CardFault } from './card-fault.ts';

/** One data object: its tag with all of its bytes as one number, and what is in it. */
export interface Tlv {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** More than any object of SP 800-73 has. */
const mostObjects = 64;
const mostTagBytes = 3;
const mostLengthBytes = 3;

interface Field {
  readonly value: number;
  /** Where the next field begins. */
  readonly end: number;
}

const byteAt = (bytes: Uint8Array, at: number): number => {
  const byte = bytes[at];
  if (byte === undefined) throw new CardFault('badge.cut-short');
  return byte;
};

const readTag = (bytes: Uint8Array, start: number): Field => {
  let value = byteAt(bytes, start);
  let end = start + 1;
  if ((value & 0x1f) !== 0x1f) return { value, end };
  for (;;) {
    if (end - start >= mostTagBytes) throw new CardFault('badge.malformed');
    const byte = byteAt(bytes, end);
    value = value * 0x100 + byte;
    end += 1;
    if ((byte & 0x80) === 0) return { value, end };
  }
};

const readLength = (bytes: Uint8Array, start: number): Field => {
  const first = byteAt(bytes, start);
  if (first < 0x80) return { value: first, end: start + 1 };
  const count = first & 0x7f;
  // 0x80 alone means "until the end mark", which no card uses.
  if (count === 0 || count > mostLengthBytes) throw new CardFault('badge.malformed');
  let value = 0;
  for (let at = 1; at <= count; at += 1) value = value * 0x100 + byteAt(bytes, start + at);
  return { value, end: start + 1 + count };
};

/**
 * Takes data objects apart, one after the other, not what is inside them (ISO/IEC 7816-4, 5.2.2: tags up to three
 * bytes, definite lengths).
 *
 * @throws CardFault `badge.cut-short` where less is there than a length says, `badge.malformed` for any other fault
 */
export const parseTlvs = (bytes: Uint8Array): readonly Tlv[] => {
  const found: Tlv[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (found.length === mostObjects) throw new CardFault('badge.malformed');
    const tag = readTag(bytes, at);
    const length = readLength(bytes, tag.end);
    const end = length.end + length.value;
    if (end > bytes.length) throw new CardFault('badge.cut-short');
    found.push({ tag: tag.value, value: bytes.subarray(length.end, end) });
    at = end;
  }
  return found;
};

/**
 * What is in the only object there, which must have this tag.
 *
 * @throws CardFault
 */
export const unwrap = (bytes: Uint8Array, tag: number): Uint8Array => {
  const [only, ...others] = parseTlvs(bytes);
  if (only === undefined) throw new CardFault('badge.cut-short');
  if (only.tag !== tag || others.length > 0) throw new CardFault('badge.malformed');
  return only.value;
};

const tagBytes = (tag: number): readonly number[] =>
  tag < 0x100 ? [tag] : [...tagBytes(Math.floor(tag / 0x100)), tag % 0x100];

const lengthBytes = (length: number): readonly number[] => {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
};

/** Puts a value of at most 65,535 bytes into an object. */
export const tlv = (tag: number, value: Uint8Array): Uint8Array =>
  Uint8Array.from([...tagBytes(tag), ...lengthBytes(value.length), ...value]);
