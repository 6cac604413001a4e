import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Played } from './plan.ts';
import { writesAround } from './power.ts';
import { sampleOf } from './sample.ts';
import { inFolder, openStand, type Stand } from './stand.ts';
import { canBeActed } from './strace.ts';
import { tell } from './tally.ts';
import { isChange, problemsWith, sinceFailure } from './verdict.ts';

/** Writes from which on the disk takes none, when not all are tried. */
const SAMPLE = 3;
const scenario = 'new-hire';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

const changedAfter = ({ points }: Played): readonly string[] =>
  sinceFailure(points)
    ?.filter(isChange)
    .map((change) => `after the disk became read-only: ${change}`) ?? ['no write failed'];

const readOnlyFrom = (write: number): Promise<readonly string[]> =>
  problemsWith(stand, { scenario, at: { point: write, what: 'read-only' } }, changedAfter);

it('a disk that becomes read-only stops the enrollment, changes nothing more and leaves nothing behind', async () => {
  if (!canBeActed('disk read-only')) return;
  const { before, after } = await inFolder(async (folder) => {
    await stand.reset(scenario);
    // A point that never comes: the whole run, traced.
    await stand.play(scenario, folder, { point: 1_000, what: 'power-loss' });
    return writesAround(folder, '"type":"enrollment.begun"');
  });
  expect(after).toBeGreaterThan(40);
  // The last writes are the end of an enrollment that is over.
  const writes = Array.from({ length: after - 10 }, (_, index) => before + 1 + index);
  const tried = sampleOf(writes, SAMPLE);
  const bad: string[] = [];
  for (const write of tried) {
    const problems = await readOnlyFrom(write);
    if (problems.length > 0) bad.push(`write ${write}: ${problems.join('; ')}`);
  }
  tell({
    what: `disk read-only, ${scenario}`,
    tried: tried.length,
    of: writes.length,
    leftBehind: bad.length,
  });
  expect(bad).toEqual([]);
}, 600_000);
