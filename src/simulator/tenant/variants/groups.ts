import { guidOf } from '../ids.ts';
import { noteJoin } from '../joins.ts';
import type { Tenant } from '../tenant.ts';
import { group, inGroup, person } from './changes.ts';
import { variantOf, type Variant } from './variant.ts';

const RECOVERY = 'TAP-Recovery-Users';

/** A second group of the same name, in the pass policy and in Conditional Access wherever the first one is. */
function twice(tenant: Tenant): void {
  const first = tenant.groups.get(group(RECOVERY));
  if (first === undefined) return;
  const second = { ...first, id: guidOf('group second of its name'), members: new Map<string, number>() };
  tenant.groups.set(second.id, second);
  const { pass } = tenant.policies;
  const target = { id: second.id, targetType: 'group', isRegistrationRequired: false } as const;
  tenant.policies.pass = { ...pass, includeTargets: [...pass.includeTargets, target] };
}

function missing(tenant: Tenant): void {
  tenant.groups.delete(group(RECOVERY));
}

function stale(tenant: Tenant): void {
  const [groupId, userId] = [group(RECOVERY), person('synced')];
  tenant.groups.get(groupId)?.members.set(userId, 0);
  noteJoin(tenant, { userId, groupId, hoursAgo: 20 });
}

/** Faults of the groups that people join while they enroll. */
export const groupVariants: readonly Variant[] = [
  { fault: 'groups.exist', about: 'two groups have one name', apply: twice },
  {
    fault: 'groups.exist',
    name: 'groups-missing',
    about: 'the group for lost phones is gone',
    // The pass policy still names it.
    follows: ['pass.selected-groups'],
    apply: missing,
  },
  {
    fault: 'groups.kind',
    about: 'a group of the desk takes mail',
    apply: inGroup(RECOVERY, () => ({ mailEnabled: true })),
  },
  {
    fault: 'groups.not-dynamic',
    about: 'a rule decides who is in a group of the desk',
    apply: inGroup(RECOVERY, () => ({
      groupTypes: ['DynamicMembership'],
      membershipRule: '(user.department -eq "Recovery")',
    })),
  },
  {
    fault: 'groups.not-role-assignable',
    about: 'a group of the desk may hold roles',
    apply: inGroup(RECOVERY, () => ({ isAssignableToRole: true })),
  },
  {
    fault: 'groups.owners',
    about: 'somebody who may not issue passes owns a group of the desk',
    apply: inGroup(RECOVERY, ({ owners }) => ({
      owners: new Set([...owners, person('restaurant-manager')]),
    })),
  },
  {
    fault: 'groups.stale-members',
    about: 'somebody joined a group of the desk yesterday and never left',
    apply: stale,
  },
].map(variantOf);
