import type { Group, RoleAssignment } from './model.ts';
import type { Tenant } from './tenant.ts';

/** Groups that contain the object, directly or through other groups. */
export function groupsOf(tenant: Tenant, objectId: string): readonly Group[] {
  const found = new Set<Group>();
  const visit = (id: string): void => {
    for (const group of tenant.groups.values()) {
      if (group.members.has(id) && !found.has(group)) {
        found.add(group);
        visit(group.id);
      }
    }
  };
  visit(objectId);
  return [...found];
}

/** People in a group, directly or through groups within it. */
export function peopleIn(tenant: Tenant, group: Group): ReadonlySet<string> {
  const people = new Set<string>();
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const inner = tenant.groups.get(id);
    if (inner === undefined) people.add(id);
    else if (!seen.has(id)) {
      seen.add(id);
      for (const member of inner.members.keys()) visit(member);
    }
  };
  visit(group.id);
  return people;
}

/** Assignments that count now: an active one ends when its time is over. */
export function currentAssignments(
  tenant: Tenant,
  state: RoleAssignment['state'],
): readonly RoleAssignment[] {
  const now = tenant.clock.now();
  return tenant.assignments.filter((one) => one.state === state && (one.endsAt === null || one.endsAt > now));
}

/** Roles a person holds right now: own assignments and those of role-assignable groups. */
export function activeAssignmentsOf(tenant: Tenant, userId: string): readonly RoleAssignment[] {
  const principals = new Set([userId, ...groupsOf(tenant, userId).map((group) => group.id)]);
  return currentAssignments(tenant, 'active').filter((one) => principals.has(one.principalId));
}

/** Role definition ids a person holds right now. */
export function activeRolesOf(tenant: Tenant, userId: string): ReadonlySet<string> {
  return new Set(activeAssignmentsOf(tenant, userId).map((one) => one.roleDefinitionId));
}

/**
 * Whether a membership has reached the rest of the service, given the tenant's propagation delay.
 * Membership through other groups counts with the delay of the youngest link, which is the direct one here.
 */
export function isEffectiveMember(tenant: Tenant, userId: string, groupId: string): boolean {
  const joined = tenant.groups.get(groupId)?.members.get(userId);
  if (joined !== undefined) {
    return joined === 0 || tenant.clock.now() - joined >= tenant.settings.propagationMs;
  }
  return groupsOf(tenant, userId).some((group) => group.id === groupId);
}
