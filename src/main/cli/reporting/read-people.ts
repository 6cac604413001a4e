import { randomUUID } from 'node:crypto';
import { createTenantLogs, type TenantLogs } from '../../directory/index.ts';
import { roleName } from '../../policy/index.ts';
import { holdersIn, type Reading } from '../../posture/index.ts';
import type { InRole, MaturityInput, Perhaps } from '../../reporting/index.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';

const context = () => ({ correlationId: randomUUID() });

/** Everybody who holds a role that is known here: those that manage methods or issue are among them. */
export const holdersOf = (reading: Reading): Perhaps<readonly InRole[]> => {
  const holders = holdersIn(reading);
  if (!holders.known) return { known: false, because: holders.because };
  return {
    known: true,
    value: holders.value
      .filter(({ roleId }) => roleName(roleId) !== roleId)
      .map(({ id, roleId, standing, scope }) => ({ id, roleId, role: roleName(roleId), standing, scope })),
  };
};

/** The groups that the site rolls out to, by the id that the configuration has. */
const groupsOf = ({
  config: { policy },
}: Pick<OpenTenant, 'config'>): readonly (readonly [string, string])[] => [
  ...policy.rollout.pilotGroupIds.map((id) => [`Pilot group ${id}`, id] as const),
  ...policy.rollout.expansionGroupIds.map((id) => [`Expansion group ${id}`, id] as const),
];

const readGroups = async (logs: TenantLogs, groups: readonly (readonly [string, string])[]) => {
  const read: { name: string; memberIds: ReadonlySet<string> }[] = [];
  for (const [name, id] of groups) {
    const members = await logs.readMembers(id, context());
    if (!members.known) return members;
    read.push({ name, memberIds: new Set(members.events) });
  }
  return { known: true, value: read } as const;
};

/** Who has registered what, by group. */
export const readMaturity = async (tenant: OpenTenant): Promise<Perhaps<MaturityInput>> => {
  const logs = createTenantLogs(graphOf(tenant, tenant.session));
  const registered = await logs.readRegistrations(context());
  if (!registered.known) return { known: false, because: registered.because };
  const groups = await readGroups(logs, groupsOf(tenant));
  if (!groups.known) return { known: false, because: groups.because };
  return { known: true, value: { registered: registered.events, groups: groups.value } };
};
