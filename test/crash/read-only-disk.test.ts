import { afterAll, beforeAll, expect, it } from 'vitest';
import { whyNoPower, writesAround } from './power.ts';
import { sampleOf } from './sample.ts';
import { inFolder, openStand, type Run, type Stand } from './stand.ts';
import { tell } from './tally.ts';
import { isChange, leftBehind, sinceFailure } from './verdict.ts';

/** Writes from which on the disk takes none, when not all are tried. */
const SAMPLE = 3;
const scenario = 'new-hire';

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

const problemsOf = (run: Run): readonly string[] => {
  const { ended, played, logged } = run;
  if (played === null || ended !== 0) return [`the station ended with ${ended}: ${logged}`];
  const since = sinceFailure(played.points);
  if (since === null) return ['no write failed'];
  return [
    ...since.filter(isChange).map((change) => `after the disk became read-only: ${change}`),
    ...leftBehind(run),
  ];
};

const readOnlyFrom = (write: number): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const run = await stand.play(scenario, folder, { point: write, what: 'read-only' });
    return [...problemsOf(run), ...(await stand.recover(scenario, folder))];
  });

it('a disk that becomes read-only stops the enrollment, changes nothing more and leaves nothing behind', async () => {
  const refused = whyNoPower();
  if (refused !== null && process.platform !== 'linux') {
    tell({ what: `disk read-only (cannot be acted here: ${refused})`, tried: 0, of: null, leftBehind: 0 });
    return;
  }
  expect(refused, 'install strace (Debian: strace) and let this account trace its own processes').toBeNull();
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
