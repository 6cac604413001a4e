import { random } from '../support/random.ts';

/** How many crash points a run tries of each walkthrough; the option for all is `TAPDESK_CRASH=all`. */
export const isFullSize = process.env['TAPDESK_CRASH'] === 'all';
/** Chooses the sample; `TAPDESK_CRASH_SEED` repeats an earlier one. */
export const seed = Number(process.env['TAPDESK_CRASH_SEED'] ?? Math.floor(Math.random() * 1e9));

/** `TAPDESK_CRASH_SHARD=2/5`: of all points each fifth, from the second on. All five together are all of them. */
const SHARD = process.env['TAPDESK_CRASH_SHARD'] ?? '1/1';

const shardOf = (text: string): { readonly index: number; readonly count: number } => {
  const [, index = 0, count = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > count) {
    throw new Error(`TAPDESK_CRASH_SHARD is ${text}: write which one of how many, such as 2/5.`);
  }
  return { index, count };
};
const shard = shardOf(SHARD);
/** How many parts the full size is split into. */
export const shards = shard.count;

/** For whoever needs only the points that are tried always. */
const OWN_SIZE = process.env['TAPDESK_CRASH_SAMPLE'];

/** So many of these, chosen by the seed, in their order; in full size all of them, or the shard's. */
export const sampleOf = (from: readonly number[], count: number): readonly number[] => {
  if (isFullSize) return from.filter((_, at) => at % shard.count === shard.index - 1);
  const next = random(seed);
  const ranked = from.map((value) => ({ value, rank: next() })).sort((a, b) => a.rank - b.rank);
  return ranked
    .slice(0, OWN_SIZE === undefined ? count : Number(OWN_SIZE))
    .map(({ value }) => value)
    .sort((a, b) => a - b);
};
