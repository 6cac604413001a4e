import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { JournalError, openJournal, type Journal } from '../../src/main/journal/index.ts';
import type { OperatorSession } from '../../src/main/identity/index.ts';
import { clock, signIn } from '../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../support/tenant.ts';
import { againSchema, playedSchema, recoveredSchema, type Plan, type Played, type Scenario } from './plan.ts';
import { runStation, type StationProcess } from './run-station.ts';

const perUser = z.array(z.looseObject({ userId: z.string() }));
const stateSchema = z.object({ livePasses: perUser, strayMemberships: perUser });
const methodsSchema = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** What stands at the tenant for one person. */
export interface Left {
  readonly livePasses: number;
  readonly strayMemberships: number;
}
export const nothing: Left = { livePasses: 0, strayMemberships: 0 };

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
  /** Gives the person back what was registered in the beginning. */
  readonly reset: (scenario: Scenario) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** How many phones the person has registered before anything begins. */
const phonesBefore: Readonly<Record<Scenario, number>> = { 'new-hire': 0, 'lost-phone': 1, privileged: 1 };

const resetIn =
  (tenant: SimulatedTenant): Stand['reset'] =>
  async (scenario) => {
    const where = `/v1.0/users/${tenant.person(scenario).id}/authentication/microsoftAuthenticatorMethods`;
    const listed = methodsSchema.parse(await (await tenant.asAdmin('GET', where)).json());
    for (const { id } of listed.value.slice(phonesBefore[scenario])) {
      const gone = await tenant.asAdmin('DELETE', `${where}/${id}`);
      if (gone.status !== 204) throw new Error(`a phone was not removed: ${gone.status}`);
    }
  };

const leftIn = async (tenant: SimulatedTenant, scenario: Scenario): Promise<Left> => {
  const { id } = tenant.person(scenario);
  const state = stateSchema.parse(await tenant.state());
  const count = (all: readonly { readonly userId: string }[]): number =>
    all.filter(({ userId }) => userId === id).length;
  return { livePasses: count(state.livePasses), strayMemberships: count(state.strayMemberships) };
};

const openIn = (folder: string): Journal =>
  openJournal({
    file: path.join(folder, 'journal.sqlite'),
    station: 'desk-1',
    clock,
    randomBytes: (count) => randomBytes(count),
  });

/** What the journal says when another process opens it. */
const problemsOfJournal = (folder: string): readonly string[] => {
  let journal: Journal;
  try {
    journal = openIn(folder);
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
};

const problemsOfRecovery = async (
  { scenario, station }: { readonly scenario: Scenario; readonly station: StationProcess },
  look: () => Promise<Left>,
  reset: () => Promise<void>,
): Promise<readonly string[]> => {
  const recovered = recoveredSchema.safeParse(await station.next());
  if (!recovered.success) return [`recovery ended with ${await station.ended}: ${station.logged()}`];
  const { livePasses, strayMemberships } = await look();
  await reset();
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
  ];
};

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
  return { 'new-hire': ordinary, 'lost-phone': ordinary, privileged };
};

const planIn =
  (tenant: SimulatedTenant, sessions: Sessions) =>
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
      employeeId: tenant.person(own.scenario).employeeId ?? '',
    };
  };

/** Starts the tenant and signs an operator in. */
export const openStand = async (): Promise<Stand> => {
  const cache = mkdtempSync(path.join(tmpdir(), 'tapdesk-crash-cache-'));
  const tenant = await startTenant();
  const planOf = planIn(tenant, await signAllIn(tenant));
  const reset = resetIn(tenant);
  return {
    reset,
    play: async (scenario, folder, at) => {
      const station = runStation(await planOf({ mode: 'play', scenario, folder, at }), cache);
      const said = await station.next();
      const ended = await station.ended;
      const played = said === undefined ? null : playedSchema.parse(said);
      return { ended, played, left: await leftIn(tenant, scenario), logged: station.logged() };
    },
    recover: async (scenario, folder) => {
      const plan = await planOf({ mode: 'recover', scenario, folder, at: null });
      const problems = await problemsOfRecovery(
        { scenario, station: runStation(plan, cache) },
        () => leftIn(tenant, scenario),
        () => reset(scenario),
      );
      return [...problems, ...problemsOfJournal(folder)];
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
