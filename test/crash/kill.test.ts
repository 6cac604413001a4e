import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepNames } from '../../src/main/enrollment/effects.ts';
import { nothing, type Left } from './people.ts';
import { scenarios, type Scenario } from './plan.ts';
import { isFullSize, sampleOf } from './sample.ts';
import { inFolder, openStand, type Stand } from './stand.ts';
import { tell } from './tally.ts';

/** What a whole run of a scenario comes to, and which of its points are tried when not all are. */
interface Course {
  readonly ending: 'done' | 'stopped';
  /** The crashes that leave most behind are tried always: what was done is not on record. */
  readonly worst: RegExp;
  readonly worstPoints: number;
  /** Drawn from the others. */
  readonly drawn: number;
}

const walkthrough: Course = {
  ending: 'done',
  worst: /^after POST .*(temporaryAccessPassMethods|members\/\$ref)$/,
  worstPoints: 2,
  drawn: 8,
};

const courses: Readonly<Record<Scenario, Course>> = {
  'new-hire': walkthrough,
  'lost-phone': walkthrough,
  privileged: walkthrough,
  'stolen-phone': {
    ending: 'done',
    worst: /^(before effect.intent stolen-methods|after DELETE .*microsoftAuthenticatorMethods\/\*)$/,
    worstPoints: 2,
    drawn: 1,
  },
  'provisioned-key': {
    ending: 'done',
    worst: /^(before|after) POST .*fido2Methods$/,
    worstPoints: 2,
    drawn: 1,
  },
  'foreign-method': {
    ending: 'stopped',
    worst: /^(after method.owned|after DELETE .*microsoftAuthenticatorMethods\/\*)$/,
    worstPoints: 2,
    drawn: 1,
  },
};

/** What came of one crash. */
interface Tried {
  readonly point: string;
  /** What stood at the tenant when the station was dead. */
  readonly atDeath: Left;
  readonly problems: readonly string[];
}

let stand: Stand;
beforeAll(async () => {
  stand = await openStand();
}, 120_000);
afterAll(() => stand.close());

/** Plays the whole without a crash. @returns its points */
const count = (scenario: Scenario): Promise<readonly string[]> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const run = await stand.play(scenario, folder, null);
    const { ending } = courses[scenario];
    expect(run, run.logged).toMatchObject({ ended: 0, played: { ending }, left: nothing });
    return run.played?.points ?? [];
  });

/** Steps of the effects that were announced at these points. */
const effectsIn = (points: readonly string[]): readonly string[] =>
  points.flatMap((point) => /^before effect.intent (\S+)$/.exec(point)?.[1] ?? []);

const crashAt = (scenario: Scenario, number: number, point: string): Promise<Tried> =>
  inFolder(async (folder) => {
    await stand.reset(scenario);
    const run = await stand.play(scenario, folder, { point: number, what: 'kill' });
    const died = run.ended === 'SIGKILL' ? [] : [`was not killed: ${run.ended} ${run.logged}`];
    const problems = [...died, ...(await stand.recover(scenario, folder))];
    return { point: `${scenario} ${number}: ${point}`, atDeath: run.left, problems };
  });

interface Crashed {
  readonly tried: readonly Tried[];
  /** Of all points, whether tried or not. */
  readonly effects: readonly string[];
}

const crashEverywhere = async (scenario: Scenario): Promise<Crashed> => {
  const { worst, worstPoints, drawn } = courses[scenario];
  const points = await count(scenario);
  const numbers = points.map((_, index) => index + 1);
  const always = numbers.filter((number) => worst.test(points[number - 1] ?? ''));
  expect(always, points.join('\n')).toHaveLength(worstPoints);
  const others = numbers.filter((number) => !always.includes(number));
  const chosen = isFullSize
    ? sampleOf(numbers, 0)
    : [...always, ...sampleOf(others, drawn)].sort((a, b) => a - b);
  const tried: Tried[] = [];
  for (const number of chosen) tried.push(await crashAt(scenario, number, points[number - 1] ?? ''));
  const leftBehind = tried.filter(({ problems }) => problems.length > 0).length;
  tell({ what: `killed, ${scenario}`, tried: tried.length, of: points.length, leftBehind });
  return { tried, effects: effectsIn(points) };
};

describe('a station that is killed before and after every journal entry and every Graph call', () => {
  it(
    'leaves nothing behind once it is started again',
    async () => {
      // Each person is enrolled by one station at a time; the tenant has room for both.
      const crashed = await Promise.all(scenarios.map(crashEverywhere));
      const tried = crashed.flatMap((one) => one.tried);
      const bad = tried.filter(({ problems }) => problems.length > 0);
      for (const { point, problems } of bad) console.log(`${point}: ${problems.join('; ')}`);
      expect(bad).toEqual([]);
      // Otherwise nothing would be shown: recovery had a pass and a membership to take back.
      expect(tried.some(({ atDeath }) => atDeath.livePasses > 0)).toBe(true);
      expect(tried.some(({ atDeath }) => atDeath.strayMemberships > 0)).toBe(true);
      // Every effect that the engine knows is in one of the scenarios.
      expect(new Set(crashed.flatMap(({ effects }) => effects))).toEqual(new Set(stepNames));
    },
    isFullSize ? 7_200_000 : 1_200_000,
  );
});
