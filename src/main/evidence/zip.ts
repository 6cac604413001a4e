import { closeSync, fsyncSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/**
 * The one form of archive that a pack has: ZIP (APPNOTE 6.3.10) of files as they are, with one date and mode, in the
 * order given. Nothing is packed smaller, so that the same files give the same bytes whoever packs them, and can be read
 * piece by piece from where they lie.
 */

const [LOCAL, DESCRIPTOR, CENTRAL, END] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50];
const [END_64, LOCATOR_64] = [0x06064b50, 0x07064b50];
const [ALL_16, ALL_32] = [0xffff, 0xffffffff];
/** Unix, and the version of the note that is followed. */
const MADE_BY = 0x033f;
const [PLAIN, WIDE] = [20, 45];
/** Names in UTF-8; sizes follow the file. */
const FLAGS = 0x0808;
/** The first moment that an archive knows: the same archive whenever it is made. */
const ALWAYS = 0x00210000;
/** An ordinary file, for its owner alone. */
const MODE = (0o100600 << 16) >>> 0;
const AT_ONCE = 1 << 18;

/** A number and how many bytes it takes, least first. */
type Field = readonly [value: number, bytes: 2 | 4 | 8];

const record = (...fields: readonly Field[]): Buffer => {
  const bytes = Buffer.alloc(fields.reduce((sum, [, count]) => sum + count, 0));
  let at = 0;
  for (const [value, count] of fields) {
    if (count === 8) bytes.writeBigUInt64LE(BigInt(value), at);
    else bytes.writeUIntLE(value, at, count);
    at += count;
  }
  return bytes;
};

interface Entry {
  readonly name: Buffer;
  readonly size: number;
  readonly offset: number;
  readonly crc: number;
}

type Placed = Omit<Entry, 'crc'>;

/** Whether a number of it does not fit the short form; then all of them are in the long one. */
const isWide = ({ size, offset }: Placed): boolean => size >= ALL_32 || offset >= ALL_32;
const neededFor = (entry: Placed): number => (isWide(entry) ? WIDE : PLAIN);

/** Method 0 throughout: stored. */
const localHeader = (entry: Placed): Buffer => {
  const { name } = entry;
  const head: readonly Field[] = [
    [LOCAL, 4],
    [neededFor(entry), 2],
    [FLAGS, 2],
    [0, 2],
    [ALWAYS, 4],
  ];
  return Buffer.concat([record(...head, [0, 4], [0, 4], [0, 4], [name.length, 2], [0, 2]), name]);
};

const descriptor = (entry: Entry): Buffer => {
  const width = isWide(entry) ? 8 : 4;
  return record([DESCRIPTOR, 4], [entry.crc, 4], [entry.size, width], [entry.size, width]);
};

const centralHeader = (entry: Entry): Buffer => {
  const { name, size, offset, crc } = entry;
  const wide = isWide(entry);
  const extra = wide ? record([1, 2], [24, 2], [size, 8], [size, 8], [offset, 8]) : Buffer.alloc(0);
  const [short, place] = wide ? [ALL_32, ALL_32] : [size, offset];
  const head: readonly Field[] = [
    [CENTRAL, 4],
    [MADE_BY, 2],
    [neededFor(entry), 2],
    [FLAGS, 2],
    [0, 2],
  ];
  const sizes: readonly Field[] = [
    [ALWAYS, 4],
    [crc, 4],
    [short, 4],
    [short, 4],
    [name.length, 2],
  ];
  const rest: readonly Field[] = [
    [extra.length, 2],
    [0, 2],
    [0, 2],
    [0, 2],
    [MODE, 4],
    [place, 4],
  ];
  return Buffer.concat([record(...head, ...sizes, ...rest), name, extra]);
};

const endOf = ({ count, size, offset }: { count: number; size: number; offset: number }): Buffer => {
  const wide = count >= ALL_16 || size >= ALL_32 || offset >= ALL_32;
  const [many, long, place] = wide ? [ALL_16, ALL_32, ALL_32] : [count, size, offset];
  const end = record([END, 4], [0, 4], [many, 2], [many, 2], [long, 4], [place, 4], [0, 2]);
  if (!wide) return end;
  const head: readonly Field[] = [
    [END_64, 4],
    [44, 8],
    [MADE_BY, 2],
    [WIDE, 2],
    [0, 4],
    [0, 4],
  ];
  const end64 = record(...head, [count, 8], [count, 8], [size, 8], [offset, 8]);
  return Buffer.concat([end64, record([LOCATOR_64, 4], [0, 4], [offset + size, 8], [1, 4]), end]);
};

/** Writes a file's bytes by way of one buffer; says their check sum. @throws Error when it is not as long as it was */
const copy = (file: string, size: number, write: (bytes: Buffer) => void): number => {
  const handle = openSync(file, 'r');
  const buffer = Buffer.alloc(AT_ONCE);
  try {
    let [sum, left] = [0, size];
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      const bytes = buffer.subarray(0, read);
      sum = crc32(bytes, sum);
      write(bytes);
      left -= read;
    }
    if (left !== 0) throw new Error(`${file} changed while it was packed`);
    return sum;
  } finally {
    closeSync(handle);
  }
};

/**
 * Writes an archive, and has it on the disk.
 *
 * @param names in the order in which they stand in it
 * @throws Error when the target is there already or cannot be written
 */
export const writeZip = (
  target: string,
  { folder, names }: { readonly folder: string; readonly names: readonly string[] },
): void => {
  const handle = openSync(target, 'wx', 0o600);
  let at = 0;
  const write = (bytes: Buffer): void => {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    at += bytes.length;
  };
  try {
    const entries = names.map((name): Entry => {
      const file = path.join(folder, name);
      const placed = { name: Buffer.from(name), size: statSync(file).size, offset: at };
      write(localHeader(placed));
      const entry = { ...placed, crc: copy(file, placed.size, write) };
      write(descriptor(entry));
      return entry;
    });
    const offset = at;
    for (const entry of entries) write(centralHeader(entry));
    write(endOf({ count: entries.length, size: at - offset, offset }));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
