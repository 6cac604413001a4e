import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { JournalError, type Journal } from '../../src/main/journal/index.ts';
import type { OperatorSession } from '../../src/main/identity/index.ts';
import { openDeskJournal } from '../support/desk-journal.ts';
import { signIn } from '../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../support/tenant.ts';
import { openPeople, type Left, type People } from './people.ts';
import { againSchema, playedSchema, recoveredSchema, type Plan, type Played, type Scenario } from './plan.ts';
import { problemsOfRecord } from './record.ts';
import { runStation, type StationProcess } from './run-station.ts';

/** One run of the station up to the planned point, and how it ended. */
export interface Run {
  readonly ended: string | number | null;
  readonly played: Played | null;
  readonly left: Left;
  readonly logged: string;
}

/** A tenant that all runs share, and a signed-in operator. */
export interface Stand {
  readonly play: (scenario: Scenario, folder: string, at: Plan['at']) => Promise<Run>;
  /** Starts the station anew on the same journal and lets it recover. @returns what is not right afterwards */
  readonly recover: (scenario: Scenario, folder: string) => Promise<readonly string[]>;
  /** The person has registered what they had in the beginning. */
  readonly reset: (scenario: Scenario) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** What the journal says when another process opens it, held against the methods that the tenant had by then. */
const problemsOfJournal = (folder: string, { recovered, methods }: Found): readonly string[] => {
  let journal: Journal;
  try {
    journal = openDeskJournal(folder);
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    return [`the journal does not open: ${error.code}, ${String(error.cause)}`];
  }
  try {
    const verified = journal.verify();
    const open = journal.openEnrollments();
    return [
      ...(verified.ok ? [] : [`the journal does not verify: ${verified.problem}`]),
      ...(open.length === 0 ? [] : [`${open.length} open enrollments`]),
      ...recovered.flatMap((id) => problemsOfRecord(journal.ofEnrollment(id), methods)),
    ];
  } finally {
    journal.close();
  }
};

/** What the policy says of somebody whom nothing of before stands in the way of. */
const expected: Readonly<Record<Scenario, string>> = {
  'new-hire': 'allow',
  'lost-phone': 'allow',
  privileged: 'approve',
  'stolen-phone': 'allow',
  'provisioned-key': 'allow',
  'foreign-method': 'allow',
};

/** What recovery has found, and what the person had registered then. */
interface Found {
  readonly recovered: readonly string[];
  readonly methods: readonly string[];
}

const problemsOfRecovery = async (
  { scenario, folder, station }: Recovering,
  { left, methods, reset }: People,
): Promise<readonly string[]> => {
  const recovered = recoveredSchema.safeParse(await station.next());
  if (!recovered.success) return [`recovery ended with ${await station.ended}: ${station.logged()}`];
  const { livePasses, strayMemberships } = await left(scenario);
  const found = {
    recovered: recovered.data.recovered.map(({ enrollment }) => enrollment),
    methods: await methods(scenario),
  };
  await reset(scenario);
  station.goOn();
  const again = againSchema.safeParse(await station.next());
  const ended = await station.ended;
  const verdict = again.data?.verdict ?? 'none';
  return [
    ...(livePasses === 0 ? [] : ['a live pass']),
    ...(strayMemberships === 0 ? [] : ['a stray membership']),
    ...(recovered.data.open.length === 0 ? [] : ['an enrollment left open']),
    ...recovered.data.recovered.flatMap(({ notUndone }) => notUndone.map((item) => `${item} not undone`)),
    ...(verdict === expected[scenario]
      ? []
      : [`the person is blocked (${verdict}): ${again.data?.refusals.join()}`]),
    ...(ended === 0 ? [] : [`the station ended with ${ended}: ${station.logged()}`]),
    ...problemsOfJournal(folder, found),
  ];
};

/** A station that was started again. */
interface Recovering {
  readonly scenario: Scenario;
  readonly folder: string;
  readonly station: StationProcess;
}

/** Who runs the desk for whom, and who consents. */
type Sessions = Readonly<
  Record<Scenario, { readonly operator: OperatorSession; readonly approver: OperatorSession | null }>
>;

const signAllIn = async (tenant: SimulatedTenant): Promise<Sessions> => {
  const ordinary = { operator: await signIn(tenant, 'operator'), approver: null };
  const privileged = {
    operator: await signIn(tenant, 'privileged-operator'),
    approver: await signIn(tenant, 'privileged-approver'),
  };
  return {
    'new-hire': ordinary,
    'lost-phone': ordinary,
    privileged,
    'stolen-phone': ordinary,
    'provisioned-key': ordinary,
    'foreign-method': ordinary,
  };
};

const planIn =
  (tenant: SimulatedTenant, people: People, sessions: Sessions) =>
  async (own: Pick<Plan, 'mode' | 'scenario' | 'folder' | 'at'>): Promise<Plan> => {
    const { graph, caFile, adminToken, groups } = tenant.facts;
    const { onboarding = '', recovery = '', privilegedEmergency: privileged = '' } = groups;
    const { operator, approver } = sessions[own.scenario];
    return {
      ...own,
      tenant: {
        graph,
        ca: readFileSync(caFile, 'utf8'),
        adminToken,
        groups: { onboarding, recovery, privileged },
        stationDeviceId: String(tenant.facts['stationDeviceId']),
      },
      accessToken: await operator.accessToken(),
      approverToken: approver === null ? null : await approver.accessToken(),
      employeeId: people.of(own.scenario).employeeId ?? '',
    };
  };

/** Starts the tenant and signs an operator in. */
export const openStand = async (): Promise<Stand> => {
  const cache = mkdtempSync(path.join(tmpdir(), 'tapdesk-crash-cache-'));
  const tenant = await startTenant();
  const people = await openPeople(tenant);
  const planOf = planIn(tenant, people, await signAllIn(tenant));
  return {
    reset: people.reset,
    play: async (scenario, folder, at) => {
      const station = runStation(await planOf({ mode: 'play', scenario, folder, at }), cache);
      const said = await station.next();
      const ended = await station.ended;
      const played = said === undefined ? null : playedSchema.parse(said);
      return { ended, played, left: await people.left(scenario), logged: station.logged() };
    },
    recover: async (scenario, folder) => {
      const plan = await planOf({ mode: 'recover', scenario, folder, at: null });
      const station = runStation(plan, cache);
      return problemsOfRecovery({ scenario, folder, station }, people);
    },
    close: async () => {
      await tenant.stop();
      rmSync(cache, { recursive: true, force: true });
    },
  };
};

/** Runs `work` with a new folder, which is gone afterwards. */
export const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-crash-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
