import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { piecesOf } from '../lines.ts';
import { isSafe, type Archive } from './archive.ts';

/**
 * Reads a ZIP archive of files that are stored as they are (APPNOTE 6.3.10). Strict: nothing but the files may be in it,
 * one after the other, and what is said of a file twice must be the same. Compressed files are refused: a pack has none,
 * and nothing that is unpacked can then be larger than it looks.
 */

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const [ALL_16, ALL_32] = [0xffff, 0xffffffff];
const STORED = 0;
/** By which program's habits, on which system, it is made: a pack has one form. */
const MADE_BY = 0x033f;
const NEEDED: readonly number[] = [20, 45];
/** The first moment that an archive knows. */
const ALWAYS = 0x00210000;
/** An ordinary file, for its owner alone. */
const MODE = (0o100600 << 16) >>> 0;
/** Names in UTF-8, and sizes that follow the file: nothing else. */
const KNOWN_FLAGS = 0x0808;
const FOLLOWS = 0x0008;

interface Entry {
  readonly name: string;
  readonly needed: number;
  /** Everything that says nothing of the file is as it always is. */
  readonly usual: boolean;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly crc: number;
  readonly size: number;
  readonly packed: number;
  readonly offset: number;
  readonly wide: boolean;
}

/** Reads so many bytes at a place. @throws RangeError where the file has fewer */
type Read = (at: number, length: number) => Buffer;

const whole = (value: bigint): number => {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('a number in it is too large');
  return Number(value);
};

interface Directory {
  readonly count: number;
  readonly size: number;
  readonly offset: number;
}

/** The end of an archive that is too large for the short one. */
const longEnd = (read: Read, shortAt: number): Directory & { readonly begins: number } => {
  const locator = read(shortAt - 20, 20);
  const place = whole(locator.readBigUInt64LE(8));
  const long = read(place, 56);
  if (locator.readUInt32LE(0) !== LOCATOR_64 || long.readUInt32LE(0) !== END_64)
    throw new Error('its long end is missing');
  const number = (at: number): number => whole(long.readBigUInt64LE(at));
  return { count: number(32), size: number(40), offset: number(48), begins: place };
};

const endRecord = (read: Read, length: number): Directory & { readonly begins: number } => {
  const begins = length - 22;
  const end = read(begins, 22);
  const isEnd =
    end.readUInt32LE(0) === END &&
    end.readUInt32LE(4) === 0 &&
    end.readUInt16LE(8) === end.readUInt16LE(10) &&
    end.readUInt16LE(20) === 0;
  if (!isEnd) throw new Error('it does not end as a ZIP archive does');
  const [count, size, offset] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  const isShort = count !== ALL_16 && size !== ALL_32 && offset !== ALL_32;
  return isShort ? { count, size, offset, begins } : longEnd(read, begins);
};

/** Numbers that did not fit stand in an extra field, in this order (APPNOTE 4.5.3). */
const wideNumbers = (extra: Buffer, short: readonly number[]): readonly number[] => {
  if (!short.includes(ALL_32)) return short;
  if (extra.length < 4 || extra.readUInt16LE(0) !== 1) throw new Error('a long number is missing');
  let at = 4;
  return short.map((value) => {
    if (value !== ALL_32) return value;
    at += 8;
    return whole(extra.readBigUInt64LE(at - 8));
  });
};

const isUsual = (record: Buffer): boolean =>
  record.readUInt16LE(4) === MADE_BY &&
  NEEDED.includes(record.readUInt16LE(6)) &&
  record.readUInt32LE(12) === ALWAYS &&
  record.readUInt16LE(32) === 0 &&
  record.readUInt32LE(34) === 0 &&
  record.readUInt32LE(38) === MODE;

const centralEntry = (record: Buffer): { readonly entry: Entry; readonly length: number } => {
  if (record.readUInt32LE(0) !== CENTRAL) throw new Error('its list of files is damaged');
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((at) => record.readUInt16LE(at));
  const extraAt = 46 + (nameLength ?? 0);
  const length = extraAt + (extraLength ?? 0) + (commentLength ?? 0);
  const shortNumbers = [24, 20, 42].map((at) => record.readUInt32LE(at));
  const [size = 0, packed = 0, offset = 0] = wideNumbers(record.subarray(extraAt, length), shortNumbers);
  const entry = {
    name: record.subarray(46, extraAt).toString('utf8'),
    needed: record.readUInt16LE(6),
    usual: isUsual(record),
    flags: record.readUInt16LE(8),
    method: record.readUInt16LE(10),
    time: record.readUInt32LE(12),
    crc: record.readUInt32LE(16),
    ...{ size, packed, offset },
    wide: shortNumbers.includes(ALL_32),
  };
  return { entry, length };
};

const entriesOf = (
  read: Read,
  { count, size, offset, begins }: Directory & { begins: number },
): readonly Entry[] => {
  if (offset + size !== begins) throw new Error('something stands beside its list of files');
  const list = read(offset, size);
  const entries: Entry[] = [];
  for (let at = 0; at < size;) {
    const { entry, length } = centralEntry(list.subarray(at));
    entries.push(entry);
    at += length;
  }
  if (entries.length !== count) throw new Error('its list of files is not as long as it says');
  return entries;
};

/** Sizes that follow the file are not told before it: nothing stands there. */
const isSilent = (sizes: Buffer): boolean =>
  sizes.every((byte) => byte === 0) || sizes.subarray(4).every((byte) => byte === 0xff);

/** Where a file's own bytes begin; what stands before them must say what the list says. */
const beginningOf = (read: Read, entry: Entry): number | null => {
  const { name, flags, method, time, offset } = entry;
  const header = read(offset, 30);
  const nameLength = header.readUInt16LE(26);
  const same =
    header.readUInt32LE(0) === LOCAL &&
    header.readUInt16LE(4) === entry.needed &&
    isSilent(header.subarray(14, 26)) &&
    header.readUInt16LE(6) === flags &&
    header.readUInt16LE(8) === method &&
    header.readUInt32LE(10) === time &&
    read(offset + 30, nameLength).toString('utf8') === name;
  return same ? offset + 30 + nameLength + header.readUInt16LE(28) : null;
};

/** How long what follows a file is, where sizes follow it; null when it says something else than the list. */
const descriptorLength = (read: Read, entry: Entry, at: number): number | null => {
  const width = entry.wide ? 8 : 4;
  const told = read(at, 8 + 2 * width);
  const number = (from: number): number =>
    width === 8 ? whole(told.readBigUInt64LE(from)) : told.readUInt32LE(from);
  const same =
    told.readUInt32LE(0) === DESCRIPTOR &&
    told.readUInt32LE(4) === entry.crc &&
    number(8) === entry.packed &&
    number(8 + width) === entry.size;
  return same ? told.length : null;
};

const isPlain = ({ method, flags, size, packed, usual }: Entry): boolean =>
  usual && method === STORED && (flags & ~KNOWN_FLAGS) === 0 && (flags & FOLLOWS) !== 0 && size === packed;

interface Placed {
  readonly size: number;
  readonly from: number;
}

interface Walked {
  readonly files: Map<string, Placed>;
  readonly problems: string[];
  next: number;
}

const takeEntry = (read: Read, walked: Walked, entry: Entry): void => {
  const { name } = entry;
  const from = isPlain(entry) ? beginningOf(read, entry) : null;
  const follows = from === null ? null : descriptorLength(read, entry, from + entry.size);
  if (!isSafe(name) || walked.files.has(name))
    walked.problems.push(`"${name}" may not be in it, or is in it twice`);
  else if (from === null || follows === null)
    walked.problems.push(`${name}: its place in the archive was changed`);
  else {
    if (entry.offset !== walked.next)
      walked.problems.push(`${name}: something stands before it that is no file`);
    walked.next = from + entry.size + follows;
    walked.files.set(name, { size: entry.size, from });
  }
};

const readerOf =
  (handle: number): Read =>
  (at, length) => {
    const bytes = Buffer.alloc(length);
    if (at < 0 || readSync(handle, bytes, 0, length, at) !== length)
      throw new RangeError('it ends too early');
    return bytes;
  };

const checkSums = (file: string, entries: readonly Entry[], walked: Walked): void => {
  for (const { name, crc } of entries) {
    const place = walked.files.get(name);
    if (place === undefined) continue;
    let sum = 0;
    for (const piece of piecesOf(file, { from: place.from, until: place.from + place.size }))
      sum = crc32(piece, sum);
    if (sum !== crc) walked.problems.push(`${name}: its check sum is not right`);
  }
};

/** Opens an archive. @throws Error where it is none, or nothing can be made of it */
export const openZip = (file: string): Archive => {
  const handle = openSync(file, 'r');
  const walked: Walked = { files: new Map(), problems: [], next: 0 };
  try {
    const read = readerOf(handle);
    const directory = endRecord(read, fstatSync(handle).size);
    const entries = entriesOf(read, directory);
    for (const entry of entries) takeEntry(read, walked, entry);
    if (walked.next !== directory.offset) walked.problems.push('something stands after its last file');
    checkSums(file, entries, walked);
  } finally {
    closeSync(handle);
  }
  const placeOf = (name: string): Placed => walked.files.get(name) ?? { size: 0, from: 0 };
  return {
    names: [...walked.files.keys()].sort(),
    problems: walked.problems,
    sizeOf: (name) => placeOf(name).size,
    pieces: (name) => {
      const { from, size } = placeOf(name);
      return piecesOf(file, { from, until: from + size });
    },
  };
};
