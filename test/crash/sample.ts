import { random } from '../support/random.ts';

/** How many crash points a run tries of each walkthrough; the option for all is `TAPDESK_CRASH=all`. */
export const isFullSize = process.env['TAPDESK_CRASH'] === 'all';
/** Chooses the sample; `TAPDESK_CRASH_SEED` repeats an earlier one. */
export const seed = Number(process.env['TAPDESK_CRASH_SEED'] ?? Math.floor(Math.random() * 1e9));

/** For whoever needs only the points that are tried always. */
const OWN_SIZE = process.env['TAPDESK_CRASH_SAMPLE'];

/** So many of these, chosen by the seed, in their order; all of them in full size. */
export const sampleOf = (from: readonly number[], count: number): readonly number[] => {
  if (isFullSize) return from;
  const next = random(seed);
  const ranked = from.map((value) => ({ value, rank: next() })).sort((a, b) => a.rank - b.rank);
  return ranked
    .slice(0, OWN_SIZE === undefined ? count : Number(OWN_SIZE))
    .map(({ value }) => value)
    .sort((a, b) => a - b);
};
