import { activeAssignmentsOf, activeRolesOf, groupsOf } from './membership.ts';
import type { Tenant } from './tenant.ts';
import { manageableRoles, ROLE } from './role-templates.ts';

const scopedTo = (directoryScopeId: string) => directoryScopeId.replace('/administrativeUnits/', '');

/**
 * Whether a person is protected from an Authentication Administrator: a role outside the short list, member or
 * owner of a role-assignable group, a role over a restricted unit, or a restricted account. Eligible roles do not
 * protect: only roles held now do.
 */
export function isProtected(tenant: Tenant, userId: string): boolean {
  const restricted = new Set(tenant.units.filter((unit) => unit.restricted).map((unit) => unit.id));
  const assignments = activeAssignmentsOf(tenant, userId);
  return (
    assignments.some((one) => !manageableRoles.has(one.roleDefinitionId)) ||
    assignments.some((one) => restricted.has(scopedTo(one.directoryScopeId))) ||
    groupsOf(tenant, userId).some((group) => group.isAssignableToRole === true) ||
    [...tenant.groups.values()].some(
      (group) => group.isAssignableToRole === true && group.owners.has(userId),
    ) ||
    tenant.people.get(userId)?.isManagementRestricted === true
  );
}

/**
 * Whether `actorId` may read or change the authentication methods of `targetId`, as signed-in administrator.
 * Nobody may act on the own passes. Source: Microsoft Entra built-in roles, "Who can perform sensitive actions".
 */
export function mayManageMethods(tenant: Tenant, actorId: string, targetId: string): boolean {
  if (actorId === targetId) return false;
  const roles = activeRolesOf(tenant, actorId);
  if (roles.has(ROLE.globalAdministrator) || roles.has(ROLE.privilegedAuthenticationAdministrator))
    return true;
  const assignments = activeAssignmentsOf(tenant, actorId);
  return assignments.some(
    (one) =>
      one.roleDefinitionId === ROLE.authenticationAdministrator &&
      reaches(tenant, one.directoryScopeId, targetId),
  );
}

/** At unit scope an Authentication Administrator reaches only members of the unit with no role at all. */
function reaches(tenant: Tenant, directoryScopeId: string, targetId: string): boolean {
  if (directoryScopeId === '/') return !isProtected(tenant, targetId);
  const unit = tenant.units.find((one) => one.id === scopedTo(directoryScopeId));
  return (
    unit?.members.has(targetId) === true &&
    activeRolesOf(tenant, targetId).size === 0 &&
    !isProtected(tenant, targetId)
  );
}

const methodReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.authenticationAdministrator,
  ROLE.privilegedAuthenticationAdministrator,
];

/** Whether a signed-in person may read the authentication methods of somebody. */
export function mayReadMethods(tenant: Tenant, actorId: string, targetId: string): boolean {
  const roles = activeRolesOf(tenant, actorId);
  return actorId === targetId || methodReaders.some((role) => roles.has(role));
}
