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
