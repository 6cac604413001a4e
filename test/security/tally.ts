import { appendFileSync } from 'node:fs';

/** Attempts that were made, and those that came to nothing as they should. */
export interface Attempts {
  /** Runs one; it counts as stopped when it does not throw. */
  readonly attempt: (body: () => Promise<void> | void, count?: number) => Promise<void>;
  /** Says what they came to, and adds it to the sum of the whole run. */
  readonly tell: () => void;
}

/** @param what they are called in the last line of a file of tests */
export const countAttempts = (what: string): Attempts => {
  let tried = 0;
  let stopped = 0;
  return {
    attempt: async (body, count = 1) => {
      tried += count;
      await body();
      stopped += count;
    },
    tell: () => {
      const leftBehind = tried - stopped;
      console.log(`${what}: ${tried} attempts, ${leftBehind} got through`);
      const file = process.env['TAPDESK_TALLY'];
      if (file !== undefined) appendFileSync(file, `${JSON.stringify({ tried, leftBehind })}\n`);
    },
  };
};
