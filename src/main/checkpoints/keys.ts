import { createHash } from 'node:crypto';

/** What a checkpoint covers. */
export interface Covered {
  readonly station: string;
  readonly epoch: number;
  readonly size: number;
}

/** Such as `desk-1/000001/0000000042.jws`: in the order of the journal, and a name that every file system takes. */
const KEY = /^([a-z0-9][a-z0-9-]{0,31})\/(?:(\d{6})\/(\d{10})|other\/(\d{6})-(\d{10})-[0-9a-f]{16})\.jws$/;
const EPOCH_DIGITS = 6;
const SIZE_DIGITS = 10;

const padded = (number: number, digits: number): string => String(number).padStart(digits, '0');

/** The folder of a station's epoch. */
export const epochFolder = (station: string, epoch: number): string =>
  `${station}/${padded(epoch, EPOCH_DIGITS)}/`;

/** The folder of what contradicts something that stands in its place already. */
export const otherFolder = (station: string): string => `${station}/other/`;

/** Where a checkpoint belongs. */
export const keyOf = ({ station, epoch, size }: Covered): string =>
  `${epochFolder(station, epoch)}${padded(size, SIZE_DIGITS)}.jws`;

/** Where a checkpoint goes whose place another one has: two histories of one station are evidence, and both stay. */
export const otherKeyOf = ({ station, epoch, size }: Covered, text: string): string => {
  const digest = createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 16);
  return `${otherFolder(station)}${padded(epoch, EPOCH_DIGITS)}-${padded(size, SIZE_DIGITS)}-${digest}.jws`;
};

/** What a key says that its checkpoint covers; null for any other name, such as one that leads out of the place. */
export const coveredBy = (key: string): (Covered & { readonly other: boolean }) | null => {
  const [, station, epoch, size, otherEpoch, otherSize] = KEY.exec(key) ?? [];
  if (station === undefined) return null;
  return {
    station,
    epoch: Number(epoch ?? otherEpoch),
    size: Number(size ?? otherSize),
    other: otherEpoch !== undefined,
  };
};
