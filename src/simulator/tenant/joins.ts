import { instant } from './clock.ts';
import { auditEntry, objectTarget, personTarget } from './logs.ts';
import type { Tenant } from './tenant.ts';

/** Who joined which group how long ago. */
export interface EarlierJoin {
  readonly userId: string;
  readonly groupId: string;
  readonly hoursAgo: number;
}

/** Puts a join that was before the simulation into the audit log, as if the service had written it then. */
export function noteJoin(tenant: Tenant, { userId, groupId, hoursAgo }: EarlierJoin): void {
  const at = tenant.clock.now() - hoursAgo * 3_600_000;
  const entry = auditEntry(tenant, {
    activity: 'Add member to group',
    service: 'Core Directory',
    category: 'GroupManagement',
    operation: 'Assign',
    reason: '',
    by: { kind: 'app', appId: null, displayName: 'Before the simulation' },
    targets: [
      personTarget(tenant, userId, {
        'Group.ObjectID': groupId,
        'Group.DisplayName': tenant.groups.get(groupId)?.displayName ?? '',
      }),
      objectTarget({ id: groupId, type: 'Group', displayName: null }),
    ],
  });
  tenant.auditLog.push({ visibleAt: at, entry: { ...entry, activityDateTime: instant(at) } });
}
