import { activeRolesOf, groupsOf } from '../../tenant/membership.ts';
import type { RoleAssignment } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { directoryDenied, GraphFailure, notFound } from '../failure.ts';
import type { Shown } from '../filter.ts';
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
  const { caller, tenant } = call;
  if (caller.kind === 'app') return;
  const roles = activeRolesOf(tenant, caller.id);
  if (!scheduleReaders.some((role) => roles.has(role))) throw directoryDenied();
}

function withDefinition(call: Call, shown: Shown): Shown {
  const role = call.tenant.roles.get(String(shown['roleDefinitionId']));
  const wanted =
    call.query
      .get('$expand')
      ?.split(',')
      .some((name) => name.startsWith('roleDefinition')) === true;
  return wanted && role !== undefined ? { ...shown, roleDefinition: showRole(role) } : shown;
}

/** Direct assignments, as this API gives them: not those held through groups. */
function listAssignments(call: Call): Reply {
  const active = call.tenant.assignments.filter((one) => one.state === 'active');
  const items = active.map((one) => withDefinition(call, showAssignment(one)));
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
  return tenant.assignments
    .filter((one) => one.state === state)
    .flatMap((assignment): readonly Instance[] => {
      const direct: Instance = { assignment, principalId: assignment.principalId, memberType: 'Direct' };
      const group = tenant.groups.get(assignment.principalId);
      if (group === undefined) return [direct];
      const members = [...tenant.people.keys()].filter((id) => groupsOf(tenant, id).includes(group));
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
    startDateTime: '2026-01-05T08:00:00Z',
    endDateTime: null,
    ...(assignment.state === 'active'
      ? {
          assignmentType: 'Assigned',
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
    const items = instances(call, state).map((one) => withDefinition(call, showInstance(one)));
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
    const items = mine.map((one) => withDefinition(call, showInstance(one)));
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
