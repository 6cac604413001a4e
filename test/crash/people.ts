import { z } from 'zod';
import type { SimulatedTenant, TenantUser } from '../support/tenant.ts';
import type { Scenario } from './plan.ts';

const perUser = z.array(z.looseObject({ userId: z.string() }));
const stateSchema = z.object({ livePasses: perUser, strayMemberships: perUser });
const methodsSchema = z.object({ value: z.array(z.looseObject({ id: z.string() })) });

/** What stands at the tenant for one person. */
export interface Left {
  readonly livePasses: number;
  readonly strayMemberships: number;
}
export const nothing: Left = { livePasses: 0, strayMemberships: 0 };

/** A person each, so that scenarios can be played at the same time. */
const parts: Readonly<Record<Scenario, string>> = {
  'new-hire': 'new-hire',
  'lost-phone': 'lost-phone',
  privileged: 'privileged',
  'stolen-phone': 'stolen-phone',
  'provisioned-key': 'new-hire-2',
  'foreign-method': 'new-hire-3',
};

/** The people of the scenarios, as the tenant sees them. */
export interface People {
  readonly of: (scenario: Scenario) => TenantUser;
  readonly left: (scenario: Scenario) => Promise<Left>;
  /** Ids of the phones and keys that the person has registered. */
  readonly methods: (scenario: Scenario) => Promise<readonly string[]>;
  /** As many phones and the same keys as the person had in the beginning. */
  readonly reset: (scenario: Scenario) => Promise<void>;
}

const kinds = ['microsoftAuthenticatorMethods', 'fido2Methods'] as const;
type Kind = (typeof kinds)[number];

export const openPeople = async (tenant: SimulatedTenant): Promise<People> => {
  const of = (scenario: Scenario): TenantUser => tenant.person(parts[scenario]);
  const pathOf = (scenario: Scenario, kind: Kind): string =>
    `/v1.0/users/${of(scenario).id}/authentication/${kind}`;
  const ask = async (method: string, where: string, body?: unknown): Promise<Response> => {
    const response = await tenant.asAdmin(method, where, body);
    if (!response.ok) throw new Error(`${method} ${where}: ${response.status}`);
    return response;
  };
  const list = async (scenario: Scenario, kind: Kind): Promise<readonly string[]> => {
    const answer: unknown = await (await ask('GET', pathOf(scenario, kind))).json();
    return methodsSchema.parse(answer).value.map(({ id }) => id);
  };
  const keep = async (scenario: Scenario, kind: Kind, most: number): Promise<number> => {
    const listed = await list(scenario, kind);
    for (const id of listed.slice(most)) await ask('DELETE', `${pathOf(scenario, kind)}/${id}`);
    return listed.length;
  };
  const before = new Map<string, number>();
  for (const scenario of Object.keys(parts) as Scenario[]) {
    for (const kind of kinds) before.set(`${scenario} ${kind}`, (await list(scenario, kind)).length);
  }
  const had = (scenario: Scenario, kind: Kind): number => before.get(`${scenario} ${kind}`) ?? 0;
  return {
    of,
    left: async (scenario) => {
      const { id } = of(scenario);
      const state = stateSchema.parse(await tenant.state());
      const count = (all: readonly { readonly userId: string }[]): number =>
        all.filter(({ userId }) => userId === id).length;
      return { livePasses: count(state.livePasses), strayMemberships: count(state.strayMemberships) };
    },
    methods: async (scenario) => (await Promise.all(kinds.map((kind) => list(scenario, kind)))).flat(),
    reset: async (scenario) => {
      await keep(scenario, 'fido2Methods', had(scenario, 'fido2Methods'));
      const phones = had(scenario, 'microsoftAuthenticatorMethods');
      const { userPrincipalName } = of(scenario);
      // What was removed for good comes from elsewhere: nobody but the person can set a phone up.
      for (let has = await keep(scenario, 'microsoftAuthenticatorMethods', phones); has < phones; has += 1) {
        await ask('POST', '/simulator/change', { userPrincipalName, phone: 'Phone given back' });
      }
    },
  };
};
