import { createHash } from 'node:crypto';
import { isObject, readObject, type JsonObject } from './canonical.ts';
import type { EntryRow, FindingCode, PersonalRow } from './report.ts';

/** What of an entry the verification looks at. */
export interface Entry {
  readonly seq: number;
  readonly prev: string;
  readonly station: string;
  readonly epoch: number;
  readonly at: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly commitments: JsonObject;
}

const MEMBERS = [
  ...['actor', 'at', 'commitments', 'data', 'enrollment', 'epoch', 'monotonicMs', 'prev', 'seq'],
  ...['station', 'step', 'subject', 'type', 'v'],
];
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';

const linkOf = ({
  seq,
  prev,
  station,
  epoch,
}: JsonObject): Pick<Entry, 'seq' | 'prev' | 'station' | 'epoch'> | null =>
  isNumber(seq) && isNumber(epoch) && isText(prev) && isText(station) ? { seq, prev, station, epoch } : null;

/** Reads an entry of version 1 in canonical form. Null when the bytes are none. */
export const readEntry = (bytes: Uint8Array): Entry | null => {
  const value = readObject(bytes, MEMBERS);
  if (value?.['v'] !== 1) return null;
  const link = linkOf(value);
  const { at, type, data, commitments } = value;
  if (link === null || !isText(type) || !isObject(data) || !isObject(commitments)) return null;
  return isText(at) && MOMENT.test(at) ? { ...link, at, type, data, commitments } : null;
};

/** The hash of an entry: SHA-256 over one zero byte and its bytes, hex. */
export const hashOf = (bytes: Uint8Array): string =>
  createHash('sha256').update(Buffer.of(0)).update(bytes).digest('hex');

/** Where in the chain the next entry belongs. */
export interface Place {
  readonly seq: number;
  /** Hashes that the entry may name as that of the one before; null after a gap, when nobody knows. */
  readonly prev: readonly string[] | null;
  /** Null before the first entry. */
  readonly station: string | null;
}

/** A row with the hash that its bytes really have. */
export interface HashedRow extends EntryRow {
  readonly computed: string;
}

/** A code and words for what is wrong. */
export type Problem = readonly [code: FindingCode, what: string];

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
  return place.station === null || entry.station === place.station
    ? null
    : ['station', `the entry is of another station, ${entry.station}`];
};

/** Whether a personal value is the one that its entry committed to. */
export const isCommitted = ({ name, salt, value }: PersonalRow, entry: Entry | null): boolean => {
  if (entry === null || !/^[0-9a-f]{32}$/.test(salt) || !Object.hasOwn(entry.commitments, name)) return false;
  const commitment = createHash('sha256').update(Buffer.from(salt, 'hex')).update(value).digest('hex');
  return entry.commitments[name] === commitment;
};
