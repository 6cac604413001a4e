import { instant } from '../../tenant/clock.ts';
import { currentAssignments, peopleIn } from '../../tenant/membership.ts';
import type { RoleAssignment } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { GraphFailure, notFound } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { requireLicence } from '../licence.ts';
import { showObject } from '../objects.ts';
import { requireRole } from '../require.ts';
import { showAssignment, showRole } from '../show.ts';

/** Who may read the schedules of others (Graph: list roleEligibilityScheduleInstances, delegated). */
const scheduleReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.privilegedRoleAdministrator,
  ROLE.securityReader,
  ROLE.securityOperator,
  ROLE.securityAdministrator,
];

function requireScheduleReader(call: Call): void {
  requireLicence(call.tenant, 'P2');
  requireRole(call, scheduleReaders);
}

const asksFor = (call: Call, name: string): boolean =>
  call.query
    .get('$expand')
    ?.split(',')
    .some((one) => one.trim().split('(')[0] === name) === true;

/** Adds `roleDefinition` and `principal` where $expand asks for them. */
function expanded(call: Call, shown: Shown): Shown {
  const role = call.tenant.roles.get(String(shown['roleDefinitionId']));
  const principal = showObject(call.tenant, String(shown['principalId']));
  return {
    ...shown,
    ...(asksFor(call, 'roleDefinition') && role !== undefined ? { roleDefinition: showRole(role) } : {}),
    ...(asksFor(call, 'principal') && principal !== undefined ? { principal } : {}),
  };
}

/** Direct assignments, as this API gives them: not those held through groups. */
function listAssignments(call: Call): Reply {
  const items = currentAssignments(call.tenant, 'active').map((one) => expanded(call, showAssignment(one)));
  return answerCollection(call, { name: 'roleManagement/directory/roleAssignments', items });
}

interface Instance {
  readonly assignment: RoleAssignment;
  readonly principalId: string;
  readonly memberType: 'Direct' | 'Group';
}

/** Assignments with one line for each person that holds a group's role. */
function instances(call: Call, state: RoleAssignment['state']): readonly Instance[] {
  const { tenant } = call;
  return currentAssignments(tenant, state).flatMap((assignment): readonly Instance[] => {
    const direct: Instance = { assignment, principalId: assignment.principalId, memberType: 'Direct' };
    const group = tenant.groups.get(assignment.principalId);
    if (group === undefined) return [direct];
    const members = [...peopleIn(tenant, group)];
    return [
      direct,
      ...members.map((principalId): Instance => ({ assignment, principalId, memberType: 'Group' })),
    ];
  });
}

function showInstance(instance: Instance): Shown {
  const { assignment } = instance;
  return {
    ...showAssignment(assignment),
    id: `${assignment.id}-${instance.principalId.slice(0, 8)}`,
    principalId: instance.principalId,
    memberType: instance.memberType,
    startDateTime: instant(assignment.startsAt),
    endDateTime: assignment.endsAt === null ? null : instant(assignment.endsAt),
    ...(assignment.state === 'active'
      ? {
          assignmentType: assignment.activated ? 'Activated' : 'Assigned',
          roleAssignmentScheduleId: assignment.id,
          roleAssignmentOriginId: assignment.id,
        }
      : { roleEligibilityScheduleId: assignment.id }),
  };
}

const listInstances =
  (state: RoleAssignment['state'], name: string) =>
  (call: Call): Reply => {
    requireScheduleReader(call);
    const items = instances(call, state).map((one) => expanded(call, showInstance(one)));
    return answerCollection(call, { name: `roleManagement/directory/${name}`, items });
  };

const ownInstances =
  (state: RoleAssignment['state'], name: string) =>
  (call: Call): Reply => {
    const { caller } = call;
    if (caller.kind === 'app') {
      throw new GraphFailure(400, { code: 'InvalidRequest', message: 'There is no current user.' });
    }
    const mine = instances(call, state).filter((one) => one.principalId === caller.id);
    const items = mine.map((one) => expanded(call, showInstance(one)));
    return answerCollection(call, { name: `roleManagement/directory/${name}`, items });
  };

function getDefinition(call: Call): Reply {
  const role = call.tenant.roles.get(param(call, 'role').toLowerCase());
  if (role === undefined) throw notFound(param(call, 'role'));
  return answerEntity(call, 'roleManagement/directory/roleDefinitions', { item: showRole(role) });
}

const root = '/roleManagement/directory';
const read = ['RoleManagement.Read.Directory', 'Directory.Read.All'];
const readAssigned = ['RoleAssignmentSchedule.Read.Directory', 'RoleManagement.Read.Directory'];
const readEligible = ['RoleEligibilitySchedule.Read.Directory', 'RoleManagement.Read.Directory'];

export const roleRoutes: readonly Route[] = [
  { method: 'GET', path: `${root}/roleAssignments`, scopes: read, handle: listAssignments },
  {
    method: 'GET',
    path: `${root}/roleAssignmentScheduleInstances`,
    scopes: readAssigned,
    handle: listInstances('active', 'roleAssignmentScheduleInstances'),
  },
  {
    method: 'GET',
    path: `${root}/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')`,
    scopes: readAssigned,
    handle: ownInstances('active', 'roleAssignmentScheduleInstances'),
  },
  {
    method: 'GET',
    path: `${root}/roleEligibilityScheduleInstances`,
    scopes: readEligible,
    handle: listInstances('eligible', 'roleEligibilityScheduleInstances'),
  },
  {
    method: 'GET',
    path: `${root}/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')`,
    scopes: readEligible,
    handle: ownInstances('eligible', 'roleEligibilityScheduleInstances'),
  },
  {
    method: 'GET',
    path: `${root}/roleDefinitions`,
    scopes: read,
    handle: (call) =>
      answerCollection(call, {
        name: 'roleManagement/directory/roleDefinitions',
        items: [...call.tenant.roles.values()].map(showRole),
      }),
  },
  { method: 'GET', path: `${root}/roleDefinitions/:role`, scopes: read, handle: getDefinition },
];
