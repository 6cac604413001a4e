import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { effectsOf, toRepeat, toUndo } from '../../src/main/enrollment/effects.ts';
import type { Enrollment, EnrollmentEvent } from '../../src/main/enrollment/index.ts';
import { livePasses, methodOf, person, type Fault, type Operation } from '../support/fake-directory.ts';
import { startLedger, type TestLedger } from '../support/ledger.ts';
import { createLeasesOnLedger, type LeasesOnLedger } from '../support/leases-on-ledger.ts';
import { prove } from '../support/proving.ts';
import { openTwoStations, type StationAtHand, type TwoStations } from '../support/two-stations.ts';
import { isFullSize, seed, shards } from './sample.ts';
import { tell } from './tally.ts';

/** Runs of up to so many commands each. */
const RUNS = isFullSize ? Math.ceil(1_000 / shards) : 45;
const LEASED_RUNS = isFullSize ? Math.ceil(300 / shards) : 10;
const COMMANDS = 50;
const LEASE_SECONDS = 600;

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

/** What else is put right, such as the way to the ledger. */
let healed: () => void = () => undefined;

/** Everything works again, and both stations are started anew. */
const heal = async ({ tenant, stations, clock }: TwoStations): Promise<void> => {
  tenant.faults.length = 0;
  healed();
  for (const station of stations) {
    station.kill(null, false);
    await station.restart();
  }
  // What was told to be open after the first round was the other station's. Leases of the dead are over by then.
  await clock.advance(LEASE_SECONDS * 1_000 + 1);
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

interface Trial {
  readonly what: string;
  readonly runs: number;
  readonly steps: readonly fc.Arbitrary<Command>[];
  readonly open: () => Promise<TwoStations>;
}

const tryAll = async ({ what, runs: numRuns, steps, open }: Trial): Promise<void> => {
  let leftBehind = 0;
  let runs = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.commands([...steps], { maxCommands: COMMANDS, size: 'max' }), async (chosen) => {
        const world = await open();
        // Registering again is for somebody who has something, whatever they register meanwhile.
        world.tenant.methods.push(methodOf('phone-1', 'microsoftAuthenticator'));
        runs += 1;
        try {
          const setup = () => ({ model: { name: 'two stations' } as const, real: world });
          await fc.asyncModelRun(setup, chosen);
          await heal(world);
          await expectNothingLeft(world);
        } catch (error) {
          leftBehind = 1;
          throw error;
        } finally {
          world.dispose();
        }
      }),
      { numRuns, seed },
    );
  } finally {
    tell({ what, tried: runs, of: null, leftBehind });
  }
};

/** Otherwise nothing would be shown. */
const expectReached = (all: readonly string[]): void => {
  for (const what of all) expect(reached.get(what) ?? 0, what).toBeGreaterThan(0);
};

it('two stations, random faults and deaths: no pass is unknown, none dead is shown, and nothing stays', async () => {
  await tryAll({
    what: 'two stations at random',
    runs: RUNS,
    steps: commands,
    open: () => Promise.resolve(openTwoStations()),
  });
  expectReached(['killed', 'reveal', 'revoking', 'retest', 'done', 'stopped', 'refused']);
}, 1_200_000);

describe('with the leases of a real ledger', () => {
  let ledger: TestLedger;
  let leases: LeasesOnLedger;
  beforeAll(async () => {
    ledger = await startLedger();
    leases = await createLeasesOnLedger(ledger, ['desk-1', 'desk-2'], LEASE_SECONDS);
    healed = () => {
      for (const station of ['desk-1', 'desk-2']) leases.reach(station, true);
    };
  }, 60_000);
  afterAll(async () => {
    await leases.close();
    await ledger.stop();
  });

  /** Whatever a station would show at any moment is the person's live pass. */
  const expectShownLives = ({ stations, tenant }: TwoStations): void => {
    const live = livePasses(tenant).map(({ id }) => `fake-pass-${id.replace('pass-', '')}-canary`);
    for (const station of stations) {
      const text = station.isDead() ? undefined : station.enrollment()?.pass()?.unwrap();
      if (text !== undefined) expect(live).toContain(text);
    }
  };
  const watched = (steps: readonly fc.Arbitrary<Command>[]): readonly fc.Arbitrary<Command>[] =>
    steps.map((step) =>
      step.map((one) => ({
        check: () => true,
        run: async (model: Model, world: TwoStations) => {
          await one.run(model, world);
          expectShownLives(world);
        },
        toString: () => String(one),
      })),
    );
  const ofTheLedger: readonly fc.Arbitrary<Command>[] = [
    fc.tuple(which, fc.boolean()).map(([index, reaches]) =>
      command(`${index} ${reaches ? 'reaches' : 'loses'} the ledger`, () => {
        count(reaches ? 'ledger back' : 'ledger lost');
        leases.reach(`desk-${index + 1}`, reaches);
      }),
    ),
    fc
      .integer({ min: 100, max: 700 })
      .map((seconds) => command(`${seconds} s pass`, ({ clock }) => clock.advance(seconds * 1_000))),
  ];

  it('a pass is shown only while it lives, whatever is lost: the ledger, a lease or a station', async () => {
    reached.clear();
    await tryAll({
      what: 'two stations at random, with leases',
      runs: LEASED_RUNS,
      steps: watched([...commands, ...ofTheLedger]),
      open: async () => {
        await leases.clear();
        return openTwoStations(LEASE_SECONDS, leases);
      },
    });
    expectReached(['killed', 'reveal', 'revoking', 'retest', 'done', 'stopped', 'ledger lost']);
  }, 1_200_000);
});
