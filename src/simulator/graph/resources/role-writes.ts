import { z } from 'zod';
import { instant } from '../../tenant/clock.ts';
import { audit, objectTarget, personTarget } from '../../tenant/logs.ts';
import { currentAssignments } from '../../tenant/membership.ts';
import type { RoleAssignment } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { newGuid } from '../../tenant/tenant.ts';
import { readJson } from '../body.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { badRequest, GraphFailure, notFound } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { requireLicence } from '../licence.ts';
import { requireRole } from '../require.ts';
import { showAssignment } from '../show.ts';

/** Graph: create unifiedRoleAssignment, delegated. */
const editors = [ROLE.globalAdministrator, ROLE.privilegedRoleAdministrator];

/** Roles that can be held over an administrative unit (Entra: assign roles with administrative unit scope). */
const overUnits: ReadonlySet<string> = new Set([
  ROLE.authenticationAdministrator,
  ROLE.privilegedAuthenticationAdministrator,
  ROLE.groupsAdministrator,
  ROLE.helpdeskAdministrator,
  ROLE.passwordAdministrator,
  ROLE.userAdministrator,
]);

/** Who, which role, over what. */
interface Wanted {
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
}

interface Times {
  readonly state: RoleAssignment['state'];
  readonly startsAt: number;
  readonly endsAt: number | null;
}

function checkWanted(call: Call, wanted: Wanted): void {
  const { tenant } = call;
  const { principalId, directoryScopeId } = wanted;
  const role = tenant.roles.get(wanted.roleDefinitionId);
  if (role === undefined) throw notFound(wanted.roleDefinitionId);
  const group = tenant.groups.get(principalId);
  if (!tenant.people.has(principalId) && group === undefined) throw notFound(principalId);
  if (group !== undefined && group.isAssignableToRole !== true)
    throw badRequest('The group cannot be assigned a role: isAssignableToRole is not set.');
  if (directoryScopeId === '/') return;
  const unitId = directoryScopeId.replace('/administrativeUnits/', '');
  if (!tenant.units.some((one) => one.id === unitId)) throw notFound(unitId);
  if (role.isBuiltIn && !overUnits.has(role.id))
    throw badRequest('The role cannot be assigned over an administrative unit.');
}

function auditRole(call: Call, one: RoleAssignment, activity: string): void {
  const pim = one.state === 'eligible';
  audit(call.tenant, {
    activity,
    service: pim ? 'PIM' : 'Core Directory',
    category: 'RoleManagement',
    operation: activity.startsWith('Remove') ? 'Unassign' : 'Assign',
    reason: '',
    by: initiatorOf(call),
    targets: [
      personTarget(call.tenant, one.principalId, {
        'Role.ObjectID': one.roleDefinitionId,
        'Role.DisplayName': call.tenant.roles.get(one.roleDefinitionId)?.displayName ?? '',
        'Role.TemplateId': one.roleDefinitionId,
      }),
      objectTarget({ id: one.roleDefinitionId, type: 'Role', displayName: null }),
    ],
  });
}

/** Makes an assignment; a standing, active one unless `times` say otherwise. Throws Graph's errors. */
export function assign(call: Call, wanted: Wanted, times?: Times): RoleAssignment {
  checkWanted(call, wanted);
  const { tenant } = call;
  const held = times ?? { state: 'active', startsAt: tenant.clock.now(), endsAt: null };
  const same = (one: RoleAssignment) =>
    one.principalId === wanted.principalId &&
    one.roleDefinitionId === wanted.roleDefinitionId &&
    one.directoryScopeId === wanted.directoryScopeId;
  if (currentAssignments(tenant, held.state).some(same)) {
    throw held.state === 'active'
      ? badRequest('A conflicting object with one or more of the specified property values is present.')
      : new GraphFailure(400, {
          code: 'RoleAssignmentExists',
          message: 'The Role assignment already exists.',
        });
  }
  const made: RoleAssignment = { ...wanted, ...held, id: newGuid(tenant), activated: false };
  tenant.assignments.push(made);
  const activity =
    held.state === 'active'
      ? 'Add member to role'
      : 'Add eligible member to role in PIM completed (permanent)';
  auditRole(call, made, activity);
  return made;
}

const newAssignment = z.strictObject({
  '@odata.type': z.string().optional(),
  principalId: z.guid(),
  roleDefinitionId: z.guid(),
  directoryScopeId: z.string().regex(/^\/$|^\/administrativeUnits\/[0-9a-f-]{36}$/i),
});

function createAssignment(call: Call): Reply {
  requireRole(call, editors);
  const { principalId, roleDefinitionId, directoryScopeId } = readJson(call, newAssignment);
  const made = assign(call, { principalId, roleDefinitionId, directoryScopeId });
  const context = `${call.origin}/${call.version}/$metadata#roleManagement/directory/roleAssignments/$entity`;
  return { status: 201, body: { '@odata.context': context, ...showAssignment(made) } };
}

function removeAssignment(call: Call): Reply {
  requireRole(call, editors);
  const id = param(call, 'assignment');
  const { assignments } = call.tenant;
  const at = assignments.findIndex((one) => one.id === id && one.state === 'active');
  const [gone] = at < 0 ? [] : assignments.splice(at, 1);
  if (gone === undefined) throw notFound(id);
  auditRole(call, gone, 'Remove member from role');
  return { status: 204 };
}

const newRequest = newAssignment.extend({
  action: z.enum(['adminAssign', 'adminRemove']),
  justification: z.string().optional(),
  scheduleInfo: z
    .object({
      startDateTime: z.iso.datetime({ offset: true }).nullish(),
      expiration: z.object({
        type: z.enum(['noExpiration', 'afterDateTime']),
        endDateTime: z.iso.datetime({ offset: true }).nullish(),
      }),
    })
    .optional(),
});

function removeEligible(call: Call, wanted: Wanted): void {
  const { assignments } = call.tenant;
  const at = assignments.findIndex(
    (one) =>
      one.state === 'eligible' &&
      one.principalId === wanted.principalId &&
      one.roleDefinitionId === wanted.roleDefinitionId &&
      one.directoryScopeId === wanted.directoryScopeId,
  );
  const [gone] = at < 0 ? [] : assignments.splice(at, 1);
  if (gone === undefined) {
    throw new GraphFailure(400, {
      code: 'RoleAssignmentDoesNotExist',
      message: 'The Role assignment does not exist.',
    });
  }
  auditRole(call, gone, 'Remove eligible member from role in PIM completed (permanent)');
}

/** Makes somebody eligible for a role, or no longer (Graph: unifiedRoleEligibilityScheduleRequest). */
function requestEligibility(call: Call): Reply {
  requireLicence(call.tenant, 'P2');
  requireRole(call, editors);
  const body = readJson(call, newRequest);
  const { principalId, roleDefinitionId, directoryScopeId, action, scheduleInfo } = body;
  const wanted = { principalId, roleDefinitionId, directoryScopeId };
  const now = call.tenant.clock.now();
  if (action === 'adminRemove') removeEligible(call, wanted);
  else {
    const end = scheduleInfo?.expiration.endDateTime ?? null;
    const startsAt = Date.parse(scheduleInfo?.startDateTime ?? instant(now));
    assign(call, wanted, { state: 'eligible', startsAt, endsAt: end === null ? null : Date.parse(end) });
  }
  const context = `${call.origin}/${call.version}/$metadata#roleManagement/directory/roleEligibilityScheduleRequests/$entity`;
  return {
    status: 201,
    body: {
      '@odata.context': context,
      id: newGuid(call.tenant),
      status: action === 'adminRemove' ? 'Revoked' : 'Provisioned',
      createdDateTime: instant(now),
      ...body,
    },
  };
}

const root = '/roleManagement/directory';
const scopes = ['RoleManagement.ReadWrite.Directory'];

export const roleWriteRoutes: readonly Route[] = [
  { method: 'POST', path: `${root}/roleAssignments`, scopes, handle: createAssignment },
  { method: 'DELETE', path: `${root}/roleAssignments/:assignment`, scopes, handle: removeAssignment },
  {
    method: 'POST',
    path: `${root}/roleEligibilityScheduleRequests`,
    scopes: ['RoleEligibilitySchedule.ReadWrite.Directory', ...scopes],
    handle: requestEligibility,
  },
];
