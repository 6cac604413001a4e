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

type Named = Readonly<Record<string, unknown>>;

/** Whether ECMAScript lists an object's names in the order of RFC 8785, that of their UTF-16 units. */
const isOrdered = (object: Named): boolean =>
  Object.keys(object).every((name, index, names) => index === 0 || (names[index - 1] ?? '') < name);

const ordered = (object: Named): Named =>
  isOrdered(object)
    ? object
    : Object.fromEntries(Object.entries(object).sort(([one], [other]) => (one < other ? -1 : 1)));

/** How ECMAScript writes half of a pair of UTF-16 units, which canonical JSON cannot say. */
const HALF = '\\ud';

/**
 * An entry as ECMAScript's own writer puts it once all names are in order: that is the canonical form but for names
 * that look like numbers, which it puts first, and for halves of pairs. Null for those.
 */
const written = (entry: Entry): string | null => {
  const { actor, at, enrollment, epoch, monotonicMs, prev, seq, station, step, subject, type, v } = entry;
  const [commitments, data] = [ordered(entry.commitments), ordered(entry.data)];
  if (!isOrdered(commitments) || !isOrdered(data)) return null;
  const first = { actor, at, commitments, data, enrollment, epoch, monotonicMs };
  const bytes = JSON.stringify({ ...first, prev, seq, station, step, subject, type, v });
  return bytes.includes(HALF) ? null : bytes;
};

/**
 * The bytes that are hashed: canonical JSON of RFC 8785. Every effect waits for them, so what has an entry's usual
 * form is written by the quickest way, and all else by `canonicalize`.
 *
 * @throws Error for what JSON cannot say, which the schema of bodies already excludes
 */
export const bytesOf = (entry: Entry): string => {
  const bytes = written(entry) ?? canonicalize(entry);
  if (bytes === undefined) throw new TypeError('an entry is a JSON object');
  return bytes;
};

/** Parses stored bytes. @throws Error when they are no entry of this format */
export const parseEntry = (bytes: string): Entry => entrySchema.parse(JSON.parse(bytes));

/** What holds an entry in the chain, as far as its text says: whoever follows the chain compares it with what is so. */
export type Link = Pick<Entry, 'seq' | 'epoch' | 'prev' | 'station' | 'commitments'>;

/** What a text may not hold unescaped is left to the database's own check, which parses every entry. */
const text = '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"';
const number = '-?\\d+(?:\\.\\d+)?(?:e[+-]\\d+)?';
const listOf = (one: string): string => `(?:${one}(?:,${one})*)?`;
const value = `(?:${text}|${number}|true|false|null|\\[${listOf(text)}\\])`;
const nullable = `(?:${text}|null)`;

/**
 * An entry of version 1 as `bytesOf` writes it: its members are of fixed kinds and none is nested further, so one
 * look at the text tells whether it is one, in a fraction of the time that parsing takes.
 */
const FRAME = new RegExp(
  [
    `^\\{"actor":${text},"at":${text}`,
    `"commitments":(\\{${listOf(`${text}:${text}`)}\\})`,
    `"data":\\{${listOf(`${text}:${value}`)}\\}`,
    `"enrollment":${nullable}`,
    `"epoch":(\\d+)`,
    `"monotonicMs":${number}`,
    `"prev":"([^"\\\\]*)"`,
    `"seq":(\\d+)`,
    `"station":(${text})`,
    `"step":${nullable},"subject":${nullable},"type":${text},"v":1\\}$`,
  ].join(','),
);

const texts = z.record(z.string(), z.string());
const none: Link['commitments'] = {};

/** Only what verification compares. Null when the bytes are no entry of this version. */
export const linkOf = (bytes: string): Link | null => {
  const [, commitments = '', epoch, prev = '', seq, station = ''] = FRAME.exec(bytes) ?? [];
  if (seq === undefined) return null;
  return {
    seq: Number(seq),
    epoch: Number(epoch),
    prev,
    // A station's name has nothing to be escaped (configuration), so it is what it is spelled.
    station: station.slice(1, -1),
    commitments: commitments === '{}' ? none : texts.parse(JSON.parse(commitments)),
  };
};
