import canonicalize from 'canonicalize';
import { z } from 'zod';
import { entryBody, type Entry } from './port.ts';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** An entry as read back. Strict: an unknown property means another format, not something to skip. */
export const entrySchema = entryBody.extend({
  v: z.literal(1),
  station: z.string().min(1),
  epoch: z.int().min(1),
  seq: z.int().min(1),
  prev: hex64,
  at: z.iso.datetime(),
  monotonicMs: z.number().min(0),
  commitments: z.record(z.string(), hex64),
});

/**
 * The bytes that are hashed: canonical JSON of RFC 8785.
 *
 * @throws TypeError for what JSON cannot say, which the schema of bodies already excludes
 */
export const bytesOf = (entry: Entry): string => {
  const bytes = canonicalize(entry);
  if (bytes === undefined) throw new TypeError('an entry is a JSON object');
  return bytes;
};

/** Parses stored bytes. @throws Error when they are no entry of this format */
export const parseEntry = (bytes: string): Entry => entrySchema.parse(JSON.parse(bytes));

/** What holds an entry in the chain. */
export type Link = Pick<Entry, 'seq' | 'prev' | 'station' | 'commitments'>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every((one) => typeof one === 'string');

/**
 * Only what verification compares, checked by hand: the whole schema would take longer than reading and hashing.
 * Null when the bytes are no entry of this version.
 */
export const linkOf = (bytes: string): Link | null => {
  const value: unknown = JSON.parse(bytes);
  if (!isRecord(value) || value['v'] !== 1) return null;
  const { seq, prev, station, commitments } = value;
  const isLink = typeof seq === 'number' && typeof prev === 'string' && typeof station === 'string';
  return isLink && isTexts(commitments) ? { seq, prev, station, commitments } : null;
};
