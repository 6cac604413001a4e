import { createHash, hash } from 'node:crypto';
import { isOrderedText, readSpelled, textOf, type JsonObject } from './canonical.ts';
import { spelledIn, type Spelled } from './frame.ts';
import type { EntryRow, FindingCode, PersonalRow } from './report.ts';

/** What of an entry the verification looks at; the texts of `data` and `commitments` are in canonical form. */
export type Entry = Spelled;

/** Reads an entry of version 1 in canonical form, from its text or its bytes. Null when it is none. */
export const readEntry = (content: EntryRow['bytes']): Entry | null => {
  const text = typeof content === 'string' ? content : textOf(content);
  const spelled = text === null ? null : spelledIn(text);
  return spelled !== null && isOrderedText(spelled.data) && isOrderedText(spelled.commitments)
    ? spelled
    : null;
};

/** What stands in an entry's `data`. */
export const dataOf = ({ data }: Pick<Entry, 'data'>): JsonObject => readSpelled(data) ?? {};

/** The hash of an entry: SHA-256 over one zero byte and its bytes, hex. */
export const hashOf = (content: EntryRow['bytes']): string =>
  typeof content === 'string'
    ? hash('sha256', `\0${content}`, 'hex')
    : createHash('sha256').update(Buffer.of(0)).update(content).digest('hex');

/** Where in the chain the next entry belongs. */
export interface Place {
  readonly seq: number;
  /** Hashes that the entry may name as that of the one before; null after a gap, when nobody knows. */
  readonly prev: readonly string[] | null;
  /** Null before the first entry. */
  readonly station: string | null;
  /** Null before the first entry. */
  readonly epoch: number | null;
}

/** A row's number and hash, with the hash that its bytes really have. */
export interface HashedRow extends Pick<EntryRow, 'seq' | 'hash'> {
  readonly computed: string;
}

/** A code and words for what is wrong. */
export type Problem = readonly [code: FindingCode, what: string];

const ownerProblem = (entry: Entry, { station, epoch }: Place): Problem | null => {
  if (station !== null && entry.station !== station) {
    return ['station', `the entry is of another station, ${entry.station}`];
  }
  return epoch === null || entry.epoch === epoch
    ? null
    : ['epoch', `the entry is of epoch ${entry.epoch}, this is epoch ${epoch}`];
};

/** The first thing that is wrong with an entry in its place; null when it is right. */
export const entryProblem = (row: HashedRow, entry: Entry | null, place: Place): Problem | null => {
  if (row.seq < place.seq) return ['order', `entry ${row.seq} stands where ${place.seq} belongs`];
  if (row.computed !== row.hash) return ['hash', 'the content and its hash do not belong together'];
  if (entry === null) return ['form', 'the content is not an entry in canonical form'];
  if (entry.seq !== row.seq)
    return ['number', `the entry here is the one that says it is number ${entry.seq}`];
  if (place.prev !== null && !place.prev.includes(entry.prev)) {
    return ['prev', 'the entry does not follow the one before: one of the two was exchanged'];
  }
  return ownerProblem(entry, place);
};

/** Whether a personal value is the one that its entry committed to. */
export const isCommitted = ({ name, salt, value }: PersonalRow, entry: Entry | null): boolean => {
  const commitments = entry === null ? null : readSpelled(entry.commitments);
  if (commitments === null || !/^[0-9a-f]{32}$/.test(salt) || !Object.hasOwn(commitments, name)) return false;
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(value).digest('hex');
  return commitments[name] === commitment;
};
