import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { powerOn } from './power.ts';
import { random } from '../support/random.ts';
import { isFullSize, sampleOf, seed } from './sample.ts';
import { inFolder, openStand, type Stand } from './stand.ts';
import { canBeActed } from './strace.ts';
import { tell } from './tally.ts';

/** Points that are tried besides the two worst when not all are. */
const SAMPLE = 6;
const scenario = 'new-hire';
/** The pass or the membership has just come to exist: all that is known of it is the synced intent. */
const worst = /^after POST .*(temporaryAccessPassMethods|members\/\$ref)$/;

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

/** Cuts the power at the point. Of what was not synced nothing is left, or, at other points, what the seed says. */
const cutAt = (point: number, isWorst: boolean): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const { ended, logged } = await stand.play(scenario, folder, { point, what: 'power-loss' });
    if (ended !== 'SIGKILL') return [`the power was not cut: ${ended} ${logged}`];
    const next = random(seed + point);
    powerOn(folder, () => !isWorst && next() < 0.5);
    return stand.recover(scenario, folder);
  });

const cutEverywhere = async (points: readonly string[]): Promise<readonly string[]> => {
  const isWorst = (number: number): boolean => worst.test(points[number - 1] ?? '');
  const numbers = points.map((_, index) => index + 1);
  const others = sampleOf(
    numbers.filter((number) => !isWorst(number)),
    SAMPLE,
  );
  const chosen = isFullSize ? sampleOf(numbers, 0) : [...numbers.filter(isWorst), ...others];
  expect(chosen.length).toBeGreaterThan(1);
  const bad = new Map<number, readonly string[]>();
  for (const number of chosen) {
    const problems = await cutAt(number, isWorst(number));
    if (problems.length > 0) bad.set(number, problems);
  }
  tell({ what: `power lost, ${scenario}`, tried: chosen.length, of: points.length, leftBehind: bad.size });
  return [...bad].map(([number, problems]) => `${number} (${points[number - 1]}): ${problems.join('; ')}`);
};

describe('power that is lost in the middle of an enrollment', () => {
  it('leaves nothing behind, since whatever an effect needs was synced before it', async () => {
    if (!canBeActed(`power lost, ${scenario}`)) return;
    const whole = await inFolder((folder) => stand.play(scenario, folder, null));
    expect(await cutEverywhere(whole.played?.points ?? [])).toEqual([]);
  }, 1_200_000);
});
