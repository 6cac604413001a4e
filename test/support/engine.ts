import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createEnrollments,
  type BadgeOnRecord,
  type Enrollment,
  type EnrollmentPlace,
  type Enrollments,
  type EnrollmentSettings,
  type Leases,
} from '../../src/main/enrollment/index.ts';
import type { EntryBody, Journal } from '../../src/main/journal/index.ts';
import type { Logger } from '../../src/main/log/index.ts';
import type { Scenario } from '../../src/shared/index.ts';
import {
  createFakeDirectory,
  groups,
  livePasses,
  operator,
  person,
  type FakeTenant,
} from './fake-directory.ts';
import { openDeskJournal } from './desk-journal.ts';
import { prove } from './proving.ts';
import { sitePolicy } from './site-policy.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';
import { everyWay } from './ways.ts';
import { badgeOnRecord } from './badge.ts';

/** An engine on a fake tenant, a virtual clock and a real journal in a folder of its own. */
export interface Engine {
  readonly clock: VirtualClock;
  readonly tenant: FakeTenant;
  readonly journal: Journal;
  readonly enrollments: Enrollments;
  /** Everything that was logged, as JSON. */
  readonly logged: string[];
  /** @param badge how the badge differs from one of a keyboard reader */
  readonly begin: (badge?: Partial<BadgeOnRecord>, cardIsThere?: () => boolean) => Enrollment;
  /** Lets time pass until the enrollment stands at the place, has passed it, or has ended. */
  readonly reach: (enrollment: Enrollment, place: EnrollmentPlace) => Promise<void>;
  /** Walks to the place where the operator sees the decision. */
  readonly toDecided: (
    enrollment: Enrollment,
    scenario?: Scenario,
    lost?: readonly string[],
  ) => Promise<void>;
  readonly toRegister: (
    enrollment: Enrollment,
    scenario?: Scenario,
    lost?: readonly string[],
  ) => Promise<void>;
  /** The process dies and another one starts on the same journal and tenant. */
  readonly restart: (options?: EngineOptions) => Engine;
  /** Nothing of ours is left in the tenant. */
  readonly isClean: () => boolean;
  readonly entries: () => readonly EntryBody[];
  readonly dispose: () => void;
}

export interface EngineOptions {
  readonly settings?: Partial<EnrollmentSettings>;
  readonly policy?: Readonly<Record<string, unknown>>;
  readonly leases?: Leases;
  /** Wraps the journal, such as to let it fail. */
  readonly journal?: (journal: Journal) => Journal;
}

const loggerInto = (lines: string[]): Logger => {
  const write = (event: string, fields?: unknown): void => {
    lines.push(JSON.stringify({ event, fields }));
  };
  const logger: Logger = { info: write, warn: write, error: write, module: () => logger };
  return logger;
};

/** For tests that do not look at the log. */
export const silentLog: Logger = loggerInto([]);

const ends: ReadonlySet<EnrollmentPlace> = new Set(['done', 'refused', 'stopped']);

interface World {
  readonly folder: string;
  readonly clock: VirtualClock;
  readonly fake: ReturnType<typeof createFakeDirectory>;
}

const engineIn = ({ folder, clock, fake }: World, options: EngineOptions): Engine => {
  const real = openDeskJournal(folder, { clock });
  const journal = options.journal?.(real) ?? real;
  const logged: string[] = [];
  const enrollments = createEnrollments({
    stationWays: everyWay,
    directory: fake.directory,
    journal,
    policy: sitePolicy('device-1', options.policy),
    groups,
    settings: options.settings ?? {},
    ...(options.leases === undefined ? {} : { leases: options.leases }),
    clock,
    newId: () => randomUUID(),
    log: loggerInto(logged),
  });
  const reach: Engine['reach'] = async (enrollment, place) => {
    let passed = false;
    const forget = enrollment.listen((view) => {
      passed ||= view.at === place;
    });
    await clock.runUntil(() => passed || enrollment.view().at === place || ends.has(enrollment.view().at));
    forget();
  };
  const toDecided: Engine['toDecided'] = async (enrollment, scenario = 'new-hire', lost = []) => {
    await clock.runUntil(() => enrollment.view().facts !== null);
    enrollment.send({ type: 'scenario-chosen', scenario });
    if (scenario === 'lost-phone') enrollment.send({ type: 'lost-methods-chosen', methodIds: lost });
    prove(enrollment);
    await reach(enrollment, 'decided');
  };
  const toRegister: Engine['toRegister'] = async (enrollment, scenario, lost) => {
    await toDecided(enrollment, scenario, lost);
    enrollment.send({ type: 'accepted' });
    await reach(enrollment, 'reveal');
    enrollment.send({ type: 'noted' });
    enrollment.send({ type: 'way-chosen', way: 'authenticator-on-phone' });
  };
  return {
    clock,
    tenant: fake.tenant,
    journal,
    enrollments,
    logged,
    begin: (badge = {}, cardIsThere = () => true) =>
      enrollments.begin({ person, badge: { ...badgeOnRecord, ...badge }, operator, cardIsThere }),
    reach,
    toDecided,
    toRegister,
    restart: (anew = {}) => {
      real.close();
      fake.tenant.dead = false;
      fake.tenant.faults.length = 0;
      return engineIn({ folder, clock, fake }, anew);
    },
    isClean: () => livePasses(fake.tenant).length === 0 && fake.tenant.members.size === 0,
    entries: () => [...real.read()].map(({ entry }) => entry),
    dispose: () => {
      real.close();
      rmSync(folder, { recursive: true });
    },
  };
};

export const createEngine = (options: EngineOptions = {}): Engine => {
  const clock = createVirtualClock();
  return engineIn(
    { folder: mkdtempSync(path.join(tmpdir(), 'tapdesk-engine-')), clock, fake: createFakeDirectory(clock) },
    options,
  );
};
