const FIRST_MS = 30_000;
const MOST_MS = 60 * 60_000;

/**
 * How long to wait after so many attempts in a row that failed: twice as long each time, at most an hour, and a part of
 * it at random, so that many stations do not come back at once.
 *
 * @param random between 0 and 1
 */
export const waitAfter = (attempts: number, random: number): number =>
  Math.round(Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(20, attempts - 1)) * (0.75 + random / 4));
