import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Directory } from '../../src/main/directory/index.ts';
import { createEnrollments, type Enrollment, type Enrollments } from '../../src/main/enrollment/index.ts';
import { JournalError, type Entry, type Journal } from '../../src/main/journal/index.ts';
import { createLeases, type Leases, type LeaseTable } from '../../src/main/ledger/index.ts';
import { sitePolicy } from './site-policy.ts';
import { openDeskJournal } from './desk-journal.ts';
import { silentLog } from './engine.ts';
import { createFakeDirectory, groups, operator, person, type FakeTenant } from './fake-directory.ts';
import { createVirtualClock, type Outside, type VirtualClock } from './virtual-clock.ts';
import { everyWay } from './ways.ts';
import { badgeOnRecord } from './badge.ts';

/** A process that can be killed at any moment: from then on it does nothing and hears nothing. */
interface Life {
  dead: boolean;
  /** Dies at a call to come: how many are answered before it, and whether that one is still carried out. */
  diesIn: { calls: number; readonly after: boolean } | null;
}

const never = new Promise<never>(() => undefined);

const mortalCall = async <T>(life: Life, call: () => Promise<T>): Promise<T> => {
  if (life.dead) return never;
  const last = life.diesIn?.calls === 0 ? life.diesIn : null;
  if (life.diesIn !== null) life.diesIn.calls -= 1;
  if (last?.after === false) life.dead = true;
  if (life.dead) return never;
  try {
    return await call();
  } finally {
    if (last !== null) life.dead = true;
    if (life.dead) await never;
  }
};

/** Which of its arguments tells a call of the directory apart does not matter here: all of them are handed on. */
const mortalDirectory = (directory: Directory, life: Life): Directory => ({
  ...directory,
  readFacts: (...words) => mortalCall(life, () => directory.readFacts(...words)),
  listMethods: (...words) => mortalCall(life, () => directory.listMethods(...words)),
  listPasses: (...words) => mortalCall(life, () => directory.listPasses(...words)),
  createPass: (...words) => mortalCall(life, () => directory.createPass(...words)),
  deletePass: (...words) => mortalCall(life, () => directory.deletePass(...words)),
  joinGroup: (...words) => mortalCall(life, () => directory.joinGroup(...words)),
  leaveGroup: (...words) => mortalCall(life, () => directory.leaveGroup(...words)),
  isDirectMember: (...words) => mortalCall(life, () => directory.isDirectMember(...words)),
  removeMethod: (...words) => mortalCall(life, () => directory.removeMethod(...words)),
  revokeSignInSessions: (...words) => mortalCall(life, () => directory.revokeSignInSessions(...words)),
});

const mortalClock = (clock: VirtualClock, life: Life) => ({
  now: clock.now,
  monotonicMs: clock.monotonicMs,
  sleep: async (ms: number, signal?: AbortSignal): Promise<void> => {
    await clock.sleep(ms, signal);
    if (life.dead) await never;
  },
});

const mortalJournal = (journal: Journal, life: Life): Journal => ({
  ...journal,
  append: (...words) => {
    if (life.dead) throw new JournalError('station.journal-unwritable');
    return journal.append(...words);
  },
});

/** One station with a journal of its own. */
export interface StationAtHand {
  readonly isDead: () => boolean;
  readonly enrollment: () => Enrollment | null;
  readonly enrollments: () => Enrollments;
  readonly begin: () => Enrollment | null;
  /** Dies now, or at a call to come. */
  readonly kill: (calls: number | null, after: boolean) => void;
  /** Another process starts on the same journal and recovers before it does anything else. */
  readonly restart: () => Promise<void>;
  readonly entries: () => readonly Entry[];
  readonly journal: () => Journal;
  readonly dispose: () => void;
}

/** Two stations on one tenant. */
export interface TwoStations {
  readonly clock: VirtualClock;
  readonly tenant: FakeTenant;
  readonly stations: readonly StationAtHand[];
  readonly dispose: () => void;
}

/** The ledger's leases by the clock of the test; what SQL makes of them is tried on a real PostgreSQL. */
const createTable = (clock: VirtualClock, seconds: number) => {
  const rows = new Map<string, { station: string; token: number; until: number }>();
  return (station: string): LeaseTable => {
    const own = (person: string, token: number) => {
      const row = rows.get(person);
      return row?.station === station && row.token === token ? row : null;
    };
    const until = (): number => clock.monotonicMs() + seconds * 1000;
    return {
      take: (person) => {
        const row = rows.get(person);
        if (row !== undefined && row.until > clock.monotonicMs()) return Promise.resolve(null);
        const token = (row?.token ?? 0) + 1;
        rows.set(person, { station, token, until: until() });
        return Promise.resolve({ token, passes: { person: [], operator: [] } });
      },
      renew: (person, token) => {
        const row = own(person, token);
        if (row !== null) row.until = until();
        return Promise.resolve(row !== null);
      },
      release: (person, token) => {
        const row = own(person, token);
        if (row !== null) row.until = clock.monotonicMs();
        return Promise.resolve();
      },
    };
  };
};

/** Leases of a process that can be killed: a dead one renews nothing. */
const mortalLeases = (
  { table, seconds }: { readonly table: LeaseTable; readonly seconds: number },
  clock: VirtualClock,
  life: Life,
): Leases =>
  createLeases({
    table,
    seconds,
    without: 'refuse',
    log: silentLog,
    clock: {
      monotonicMs: clock.monotonicMs,
      after: (ms, action) => {
        const over = new AbortController();
        void clock.sleep(ms, over.signal).then(() => {
          if (!over.signal.aborted && !life.dead) action();
        });
        return () => over.abort();
      },
    },
  });

interface StationSetup {
  readonly name: string;
  readonly clock: VirtualClock;
  readonly directory: Directory;
  /** Leases of the fleet; null: each desk knows nothing of the other. */
  readonly fleet: { readonly table: LeaseTable; readonly seconds: number } | null;
}

const openStation = ({ name, clock, directory, fleet }: StationSetup): StationAtHand => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-two-'));
  const start = () => {
    const life: Life = { dead: false, diesIn: null };
    const real = openDeskJournal(folder, { station: name, clock });
    const enrollments = createEnrollments({
      stationWays: everyWay,
      directory: mortalDirectory(directory, life),
      journal: mortalJournal(real, life),
      // The same person comes again and again.
      policy: sitePolicy('device-1', {
        repeats: { passes: 100 },
        rates: { operator: { passes: 1000 }, station: { passes: 1000 } },
      }),
      groups,
      ...(fleet === null ? {} : { leases: mortalLeases(fleet, clock, life) }),
      clock: mortalClock(clock, life),
      newId: () => randomUUID(),
      log: silentLog,
    });
    return { life, real, enrollments };
  };
  let now = start();
  let enrollment: Enrollment | null = null;
  const isRunning = (): boolean => enrollment !== null && enrollment.view().endedAt === null;
  return {
    isDead: () => now.life.dead,
    enrollment: () => enrollment,
    enrollments: () => now.enrollments,
    begin: () => {
      if (now.life.dead || isRunning()) return null;
      enrollment = now.enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });
      return enrollment;
    },
    kill: (calls, after) => {
      if (calls === null) now.life.dead = true;
      else now.life.diesIn = { calls, after };
    },
    restart: async () => {
      now.life.dead = true;
      now.real.close();
      enrollment = null;
      now = start();
      await clock.drive(Promise.race([now.enrollments.recover(), whenDead(clock, now.life)]));
    },
    entries: () => [...now.real.read()].map(({ entry }) => entry),
    journal: () => now.real,
    dispose: () => {
      now.life.dead = true;
      now.real.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** Settles once the process is dead: recovery may be killed as well. */
const whenDead = async (clock: VirtualClock, life: Life): Promise<void> => {
  while (!life.dead) await clock.sleep(1_000);
};

/** Leases other than those that are kept here. */
export interface LeasesElsewhere {
  readonly tableOf: (clock: VirtualClock) => (station: string) => LeaseTable;
  readonly outside: Outside;
}

/**
 * @param seconds how long a lease of the fleet holds; null: the two share no ledger
 * @param elsewhere where the leases are; left out: in memory
 */
export const openTwoStations = (
  seconds: number | null = null,
  elsewhere: LeasesElsewhere | null = null,
): TwoStations => {
  const clock = createVirtualClock(undefined, elsewhere?.outside);
  const { directory, tenant } = createFakeDirectory(clock);
  const tables = elsewhere?.tableOf(clock) ?? createTable(clock, seconds ?? 0);
  const tableOf = seconds === null ? null : tables;
  const stations = ['desk-1', 'desk-2'].map((name) => {
    const fleet = tableOf === null || seconds === null ? null : { table: tableOf(name), seconds };
    return openStation({ name, clock, directory, fleet });
  });
  return {
    clock,
    tenant,
    stations,
    dispose: () => {
      for (const station of stations) station.dispose();
    },
  };
};
