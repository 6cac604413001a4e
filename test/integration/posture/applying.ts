// Applying a plan to a simulated tenant in this process: each change by the administrator with the one role it takes.
import { createPlanning, signInByHttp } from '../../../src/main/cli/index.ts';
import { checkConfig, tenantSettings, type Config } from '../../../src/main/config/index.ts';
import {
  createChangeTenant,
  createReadConsent,
  type ChangeTenant,
  type TenantRequest,
} from '../../../src/main/directory/index.ts';
import { createMsalIdentity } from '../../../src/main/identity/index.ts';
import type { EntryBody } from '../../../src/main/journal/index.ts';
import type {
  Administrator,
  Applying,
  ChangeNeeds,
  RolloutPhase,
  UndoStep,
} from '../../../src/main/posture/index.ts';
import { storedLike } from '../../support/stored.ts';
import type { ReadableTenant } from './tenant-of.ts';

export interface Stage {
  readonly applying: Applying;
  readonly journal: EntryBody[];
  readonly undo: UndoStep[];
  readonly sent: TenantRequest[];
  readonly asked: string[];
}

export interface Staging {
  readonly phase?: RolloutPhase;
  readonly config?: Config;
  /** Stands around each change, such as to stop the run. */
  readonly around?: (send: ChangeTenant) => ChangeTenant;
  readonly agrees?: (id: string) => boolean;
  /** Whoever signs in for a change; somebody who may do everything when left out. */
  readonly signIn?: (needs: ChangeNeeds) => Promise<Administrator>;
}

/** Everything `applyPlan` needs, on a tenant in this process. */
export function stageOf(tenant: ReadableTenant, staging: Staging = {}): Stage {
  const [journal, undo, sent, asked]: [EntryBody[], UndoStep[], TenantRequest[], string[]] = [[], [], [], []];
  const { graph } = tenant;
  const config = staging.config ?? tenant.config;
  const around = staging.around ?? ((send: ChangeTenant) => send);
  const record =
    (send: ChangeTenant): ChangeTenant =>
    (request, context) => {
      sent.push(request);
      return send(request, context);
    };
  const admin: Administrator = { id: 'administrator', change: createChangeTenant(graph) };
  const signIn = staging.signIn ?? (() => Promise.resolve(admin));
  return {
    journal,
    undo,
    sent,
    asked,
    applying: {
      plan: createPlanning({ config, graph, phase: staging.phase ?? 'everyone' }),
      signIn: async (needs) => {
        const { id, change } = await signIn(needs);
        return { id, change: around(record(change)) };
      },
      agrees: ({ id }) => {
        asked.push(id);
        return Promise.resolve(staging.agrees?.(id) ?? true);
      },
      journal: {
        append: (body) => {
          journal.push(body);
          return storedLike(body, { seq: journal.length });
        },
      },
      keepUndo: (step) => {
        undo.push(step);
      },
      emergencyIds: config.policy.emergencyAccessIds,
      newId: () => crypto.randomUUID(),
      sleep: (ms) => graph.sleep(ms),
      tell: () => undefined,
    },
  };
}

/** Signs somebody of the town in for each role, through the pages. */
export function narrowSignIns(tenant: ReadableTenant, parts: Readonly<Record<string, string>>) {
  const { info, graph, config } = tenant;
  const settings = tenantSettings(config, true);
  return async ({ role, permissions }: ChangeNeeds): Promise<Administrator> => {
    const user = info.users.find(({ part }) => part === parts[role]);
    if (user?.password === undefined) throw new Error(`nobody signs in as ${role}`);
    const who = { userPrincipalName: user.userPrincipalName, password: user.password };
    const identity = createMsalIdentity({
      ...settings,
      clientId: config.posture.desired.administrationClientId ?? '',
      scopes: permissions.map((name) => `${info.graph}/${name}`),
      fetch: graph.fetch,
      clock: graph.clock,
    });
    const window = {
      open: (address: string) =>
        Promise.resolve({
          closed: signInByHttp(graph.fetch, address, who).then(() => new Promise<void>(() => undefined)),
          close: () => undefined,
        }),
    };
    const session = await identity.signInOperator(window, new AbortController().signal);
    return {
      id: session.account.id,
      change: createChangeTenant({ ...graph, accessToken: session.accessToken }),
    };
  };
}

/** What a tenant is set to, with names instead of the ids that differ from tenant to tenant. */
export async function settingsOf(tenant: ReadableTenant): Promise<unknown> {
  const reading = await tenant.reading();
  const consent = await createReadConsent(tenant.graph)(tenant.config.tenant.clientId, {
    correlationId: crypto.randomUUID(),
  });
  const { methods, strengths, securityDefaults, access, groups } = reading;
  if (!groups.known || !access.known || !strengths.known || !consent.known) throw new Error('not readable');
  const names = [...groups.value, ...strengths.value, ...access.value].map(({ id, displayName }) => [
    id,
    `id of ${displayName}`,
  ]);
  const text = JSON.stringify({
    methods,
    strengths: strengths.value,
    securityDefaults,
    access: access.value,
    groups: groups.value,
    consent: consent.value.grant?.scopes,
  });
  return JSON.parse(names.reduce((whole, [id = '', name = '']) => whole.replaceAll(id, name), text));
}

/** The tenant's configuration with other wishes. */
export const wishing = (tenant: ReadableTenant, desired: Readonly<Record<string, unknown>>): Config => {
  const { posture } = tenant.config;
  return checkConfig({
    ...tenant.config,
    posture: { ...posture, desired: { ...posture.desired, ...desired } },
  });
};
