import { createHash } from 'node:crypto';

const WEEK_MS = 7 * 86_400_000;
/** A Monday. */
const MONDAY_MS = Date.UTC(1970, 0, 5);

const LENGTH = 32;

/** The id of what these words name. */
export const idOf = (...words: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, LENGTH);

/** The Monday before a moment, so that what stays unknown is brought up again each week. */
export const weekOf = (at: string): string => {
  const weeks = Math.floor((Date.parse(at) - MONDAY_MS) / WEEK_MS);
  return new Date(MONDAY_MS + weeks * WEEK_MS).toISOString().slice(0, 10);
};
