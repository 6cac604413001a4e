import { appendFileSync } from 'node:fs';
import { seed } from './sample.ts';

/** Where a run of all crash tests adds them up; `scripts/test` sets it. */
const TALLY = process.env['TAPDESK_TALLY'];

/** What one walkthrough was put through. */
export interface Tally {
  /** What was done and to whom, such as `killed, new-hire`. */
  readonly what: string;
  /** Points at which it was done. */
  readonly tried: number;
  /** Points that there are; null where they are not counted. */
  readonly of: number | null;
  /** Points after which something was left that should not be. */
  readonly leftBehind: number;
}

/** Says what a walkthrough came to, as its last line, and adds it to the sum of the whole run. */
export const tell = ({ what, tried, of, leftBehind }: Tally): void => {
  const which = of === null ? '' : ` of ${of}`;
  console.log(`${what}: ${tried} points, ${leftBehind} left behind (tried${which}, seed ${seed})`);
  if (TALLY !== undefined) appendFileSync(TALLY, `${JSON.stringify({ tried, leftBehind })}\n`);
};
