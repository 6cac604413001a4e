import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Played } from './plan.ts';
import { syncsBefore } from './power.ts';
import { sampleOf } from './sample.ts';
import { inFolder, openStand, type Stand } from './stand.ts';
import { canBeActed } from './strace.ts';
import { tell } from './tally.ts';
import { problemsWith, sinceFailure } from './verdict.ts';

/** Syncs that fail when not all are tried; the one after the beginning is tried always. */
const SAMPLE = 2;
const scenario = 'new-hire';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

const isEntry = (label: string): boolean => /^after [a-z]/.test(label);

/** The entries that were written after one could not be: nobody knows what of the file is on the disk by then. */
const writtenAfter = ({ points }: Played): readonly string[] =>
  sinceFailure(points)
    ?.filter(isEntry)
    .map((label) => `written all the same: ${label}`) ?? ['no write failed'];

const failAt = (sync: number): Promise<readonly string[]> =>
  problemsWith(stand, { scenario, at: { point: sync, what: 'sync-error' } }, writtenAfter);

it('a sync that fails once is the end of writing, and nothing is left behind', async () => {
  if (!canBeActed('sync fails')) return;
  const { entries, opening } = await inFolder(async (folder) => {
    // A point that never comes: the whole run, traced.
    const whole = await stand.play(scenario, folder, { point: 1_000, what: 'power-loss' });
    const points = whole.played?.points ?? [];
    return {
      entries: points.filter(isEntry).length,
      opening: syncsBefore(folder, '"type":"enrollment.begun"'),
    };
  });
  // From then on each entry takes one.
  const syncs = Array.from({ length: entries - 2 }, (_, index) => opening + 2 + index);
  const tried = [opening + 2, ...sampleOf(syncs.slice(1), SAMPLE)];
  const bad: string[] = [];
  for (const sync of tried) {
    const problems = await failAt(sync);
    if (problems.length > 0) bad.push(`sync ${sync}: ${problems.join('; ')}`);
  }
  tell({ what: `sync fails, ${scenario}`, tried: tried.length, of: entries, leftBehind: bad.length });
  expect(bad).toEqual([]);
}, 600_000);
