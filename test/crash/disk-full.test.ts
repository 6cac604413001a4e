import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Played } from './plan.ts';
import { sampleOf } from './sample.ts';
import { smallDiskOn } from './small-disk.ts';
import { inFolder, openStand, type Stand } from './stand.ts';
import { tell } from './tally.ts';
import { isChange, problemsOf } from './verdict.ts';

/** How many entries' writing fails for want of room when not all are tried. */
const SAMPLE = 4;
const scenario = 'new-hire';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

const isWriting = (point: string): boolean => /^before [a-z-]+\.?[a-z-]*( [a-z-]+)?$/.test(point);
const count = (): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    return (await stand.play(scenario, folder, null)).played?.points ?? [];
  });

/**
 * Whether the desk may still end as done: everything has happened and is on record by then, and only the last
 * lines are not. The next start writes them.
 */
const isOver = (points: readonly string[], point: number): boolean =>
  !points.slice(point - 1).some((label) => label.includes('effect.'));

const wrongIn = (played: Played, point: number, over: boolean): readonly string[] => {
  const told = over ? played.ending === 'done' : played.why === 'station.journal-unwritable';
  return [
    ...played.points
      .slice(point)
      .filter(isChange)
      .map((change) => `after the disk was full: ${change}`),
    ...(told ? [] : [`the desk says ${played.ending}, ${played.why}`]),
  ];
};

/** The disk is full from the point on. @returns what is not as it must be, then and after the next start */
const fullFrom = (point: number, over: boolean): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const disk = smallDiskOn(folder);
    try {
      const run = await stand.play(scenario, folder, { point, what: disk.what });
      disk.makeRoom();
      const problems = problemsOf(run, (played) => wrongIn(played, point, over));
      return [...problems, ...(await stand.recover(scenario, folder))];
    } finally {
      disk.close();
    }
  });

describe('a disk that becomes full in the middle of an enrollment', () => {
  it('stops it with that reason, changes nothing more and leaves nothing behind', async () => {
    const points = await count();
    const writing = points.flatMap((point, index) => (isWriting(point) ? [index + 1] : []));
    const intents = writing.filter((number) => points[number - 1]?.includes('effect.intent'));
    expect(intents.length).toBeGreaterThan(3);
    const tried = sampleOf(writing, SAMPLE);
    const bad: string[] = [];
    for (const number of tried) {
      const problems = await fullFrom(number, isOver(points, number));
      if (problems.length > 0) bad.push(`${number} (${points[number - 1]}): ${problems.join('; ')}`);
    }
    tell({ what: `disk full, ${scenario}`, tried: tried.length, of: writing.length, leftBehind: bad.length });
    expect(bad).toEqual([]);
  }, 1_200_000);
});
