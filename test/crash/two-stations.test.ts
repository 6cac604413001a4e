import fc from 'fast-check';
import { expect, it } from 'vitest';
import { effectsOf, toRepeat, toUndo } from '../../src/main/enrollment/effects.ts';
import type { Enrollment, EnrollmentEvent } from '../../src/main/enrollment/index.ts';
import { livePasses, methodOf, person, type Fault, type Operation } from '../support/fake-directory.ts';
import { prove } from '../support/proving.ts';
import { openTwoStations, type StationAtHand, type TwoStations } from '../support/two-stations.ts';
import { isFullSize, seed, shards } from './sample.ts';
import { tell } from './tally.ts';

/** Runs of up to so many commands each. */
const RUNS = isFullSize ? Math.ceil(1_000 / shards) : 60;
const COMMANDS = 50;

const operations = fc.constantFrom<Operation>(
  'readFacts',
  'joinGroup',
  'createPass',
  'listPasses',
  'listMethods',
  'deletePass',
  'leaveGroup',
  'isDirectMember',
  'revokeSignInSessions',
);
const faults: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { kind: 'refused', code: 'tenant.unavailable', retryable: true },
  { kind: 'refused', code: 'tenant.forbidden' },
  { kind: 'lost-before' },
  { kind: 'lost-after' },
  { kind: 'slow', ms: 3_000 },
);

/** What an ordinary run would do next. */
const next: Partial<Record<string, EnrollmentEvent>> = {
  scenario: { type: 'scenario-chosen', scenario: 're-registration' },
  decided: { type: 'accepted' },
  reveal: { type: 'noted' },
  asking: { type: 'owned', own: true },
  retest: { type: 'retested', accountId: person.id, authenticationContext: null },
};

/** What the model counts, so that the runs are known to be worth something. */
const reached = new Map<string, number>();
const count = (what: string): void => {
  reached.set(what, (reached.get(what) ?? 0) + 1);
};

/** A live pass stands as an intent in some journal: as its outcome says, or as one that nobody knows yet. */
const unknownPasses = ({ tenant, stations }: TwoStations): readonly string[] => {
  const records = stations.flatMap((station) => effectsOf(station.entries()));
  const mayBe = (id: string): boolean =>
    records.some(
      ({ step, state, data }) =>
        step === 'issue' && (data['passId'] === id || state === 'open' || state === 'unknown'),
    );
  return livePasses(tenant).flatMap(({ id }) => (mayBe(id) ? [] : [id]));
};

/** What is looked at whenever a station begins to show a pass. */
const watchShowing = (world: TwoStations, station: StationAtHand): void => {
  station.enrollment()?.listen((view) => {
    count(view.at);
    if (view.at !== 'reveal') return;
    const text = station.enrollment()?.pass()?.unwrap();
    const live = livePasses(world.tenant).map(({ id }) => id.replace('pass-', ''));
    if (text !== undefined) expect(live.map((number) => `fake-pass-${number}-canary`)).toContain(text);
  });
};

interface Model {
  readonly name: 'two stations';
}
type Command = fc.AsyncCommand<Model, TwoStations>;

const command = (name: string, act: (world: TwoStations) => Promise<void> | void): Command => ({
  check: () => true,
  run: async (_, world) => {
    await act(world);
    await world.clock.advance(10);
    expect(unknownPasses(world)).toEqual([]);
  },
  toString: () => name,
});

const which = fc.integer({ min: 0, max: 1 });
const stationOf = ({ stations }: TwoStations, index: number): StationAtHand => {
  const station = stations[index];
  if (station === undefined) throw new Error(`there is no station ${index}`);
  return station;
};

/** Whoever has the live pass can register with it. */
const registerOnPhone = ({ tenant }: TwoStations, enrollment: Enrollment): void => {
  if (enrollment.pass() === null || livePasses(tenant).length === 0) return;
  if (enrollment.view().way === null) enrollment.send({ type: 'way-chosen', way: 'security-key-here' });
  tenant.methods.push(methodOf(`key-${tenant.methods.length}`));
  enrollment.send({ type: 'look' });
};

const goOn = async (world: TwoStations, index: number): Promise<void> => {
  const station = stationOf(world, index);
  if (station.isDead()) return;
  if (station.begin() !== null) watchShowing(world, station);
  const enrollment = station.enrollment();
  if (enrollment === null) return;
  prove(enrollment);
  const { at } = enrollment.view();
  const event = next[at];
  if (event !== undefined) enrollment.send(event);
  if (at === 'register') registerOnPhone(world, enrollment);
  await world.clock.advance(500);
};

const commands: readonly fc.Arbitrary<Command>[] = [
  ...Array.from({ length: 9 }, () =>
    which.map((index) => command(`${index} goes on`, (world) => goOn(world, index))),
  ),
  fc.integer({ min: 0, max: 30_000 }).map((ms) => command(`${ms} ms pass`, ({ clock }) => clock.advance(ms))),
  fc.tuple(operations, faults).map(([operation, fault]) =>
    command(`${operation} will be ${fault.kind}`, ({ tenant }) => {
      tenant.faults.push({ operation, fault });
    }),
  ),
  fc.tuple(which, fc.option(fc.integer({ min: 0, max: 4 })), fc.boolean()).map(([index, calls, after]) =>
    command(`${index} is killed ${calls ?? 'now'} ${String(after)}`, (world) => {
      count('killed');
      stationOf(world, index).kill(calls, after);
    }),
  ),
  which.map((index) =>
    command(`${index} is started again`, async (world) => {
      if (stationOf(world, index).isDead()) await stationOf(world, index).restart();
    }),
  ),
  which.map((index) =>
    command(`${index} is cancelled`, (world) => {
      stationOf(world, index).enrollment()?.send({ type: 'cancel', why: 'enrollment.cancelled' });
    }),
  ),
];

/** Everything works again, and both stations are started anew. */
const heal = async ({ tenant, stations, clock }: TwoStations): Promise<void> => {
  tenant.faults.length = 0;
  for (const station of stations) {
    station.kill(null, false);
    await station.restart();
  }
  // What was told to be open after the first round was the other station's.
  await clock.advance(180_000);
  for (const station of stations) await clock.drive(station.enrollments().recover());
};

const expectNothingLeft = async (world: TwoStations): Promise<void> => {
  const { tenant, stations, clock } = world;
  expect(livePasses(tenant)).toEqual([]);
  expect([...tenant.members]).toEqual([]);
  for (const station of stations) {
    expect(station.journal().verify()).toMatchObject({ ok: true });
    expect(station.journal().openEnrollments()).toEqual([]);
    const records = effectsOf(station.entries());
    expect([...toUndo(records), ...toRepeat(records)]).toEqual([]);
    // Nobody is blocked without reason.
    const enrollment = station.begin();
    await clock.runUntil(() => enrollment?.view().facts !== null);
    if (next['scenario'] !== undefined) enrollment?.send(next['scenario']);
    if (enrollment !== null) prove(enrollment);
    expect(enrollment?.view()).toMatchObject({ at: 'decided', decision: { verdict: 'allow' } });
    enrollment?.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await clock.runUntil(() => enrollment?.view().endedAt !== null);
  }
};

it('two stations, random faults and deaths: no pass is unknown, none dead is shown, and nothing stays', async () => {
  let leftBehind = 0;
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands([...commands], { maxCommands: COMMANDS, size: 'max' }), async (steps) => {
        const world = openTwoStations();
        // Registering again is for somebody who has something, whatever they register meanwhile.
        world.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
        runs += 1;
        try {
          const setup = () => ({ model: { name: 'two stations' } as const, real: world });
          await fc.asyncModelRun(setup, steps);
          await heal(world);
          await expectNothingLeft(world);
        } catch (error) {
          leftBehind = 1;
          throw error;
        } finally {
          world.dispose();
        }
      }),
      { numRuns: RUNS, seed },
    );
  } finally {
    tell({ what: 'two stations at random', tried: runs, of: null, leftBehind });
  }
  // Otherwise nothing would be shown.
  for (const what of ['killed', 'reveal', 'revoking', 'retest', 'done', 'stopped', 'refused']) {
    expect(reached.get(what) ?? 0, what).toBeGreaterThan(0);
  }
}, 1_200_000);
