import { audit, personTarget } from '../../tenant/logs.ts';
import { activeRolesOf, peopleIn } from '../../tenant/membership.ts';
import type { Group } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { badRequest, directoryDenied, GraphFailure, notFound } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { referencedId } from '../reference.ts';
import { listObjects } from '../objects.ts';
import { showGroup } from '../show.ts';

/** The group in the path. */
export function groupIn(call: Call): Group {
  const id = param(call, 'group');
  const group = call.tenant.groups.get(id.toLowerCase());
  if (group === undefined) throw notFound(id);
  return group;
}

/** Roles that may change the members of an ordinary security group, besides its owners (Graph: Add members). */
const memberEditors = [
  ROLE.globalAdministrator,
  ROLE.groupsAdministrator,
  ROLE.userAdministrator,
  ROLE.intuneAdministrator,
];
const protectedEditors = [ROLE.globalAdministrator, ROLE.privilegedRoleAdministrator];

function requireEditor(call: Call, group: Group): void {
  const { caller, tenant } = call;
  if (caller.kind === 'app' || group.owners.has(caller.id)) return;
  const roles = activeRolesOf(tenant, caller.id);
  const editors = group.isAssignableToRole === true ? protectedEditors : memberEditors;
  if (!editors.some((role) => roles.has(role))) throw directoryDenied();
}

/** Groups whose members nobody can change by hand. */
function refuseKeptGroup(group: Group): void {
  if (group.groupTypes.includes('DynamicMembership')) {
    throw badRequest(
      'Insufficient privileges to complete the operation: members of a dynamic group cannot be changed.',
    );
  }
  if (group.onPremisesSyncEnabled === true) {
    throw badRequest(
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    );
  }
}

function auditMember(
  call: Call,
  group: Group,
  change: { readonly userId: string; readonly added: boolean },
): void {
  const { userId, added } = change;
  audit(call.tenant, {
    activity: added ? 'Add member to group' : 'Remove member from group',
    service: 'Core Directory',
    category: 'GroupManagement',
    operation: added ? 'Assign' : 'Unassign',
    reason: '',
    by: initiatorOf(call),
    targets: [
      personTarget(call.tenant, userId, {
        'Group.ObjectID': group.id,
        'Group.DisplayName': group.displayName,
      }),
      {
        id: group.id,
        type: 'Group',
        displayName: null,
        userPrincipalName: null,
        groupType: 'azureAD',
        modifiedProperties: [],
      },
    ],
  });
}

function addMember(call: Call): Reply {
  const group = groupIn(call);
  requireEditor(call, group);
  refuseKeptGroup(group);
  const id = referencedId(call);
  if (!call.tenant.people.has(id) && !call.tenant.groups.has(id)) throw notFound(id);
  if (group.members.has(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  group.members.set(id, call.tenant.clock.now());
  auditMember(call, group, { userId: id, added: true });
  return { status: 204 };
}

function removeMember(call: Call): Reply {
  const group = groupIn(call);
  requireEditor(call, group);
  refuseKeptGroup(group);
  const id = param(call, 'member').toLowerCase();
  if (!group.members.delete(id)) throw notFound(id);
  auditMember(call, group, { userId: id, added: false });
  return { status: 204 };
}

/** Without `/$ref` the real service would delete the person: the simulation never does. */
function refuseDeletion(): Reply {
  throw new GraphFailure(403, {
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  });
}

const groupReaders = [
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Group.Read.All',
  'Directory.Read.All',
];

export const groupRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/groups',
    scopes: groupReaders,
    handle: (call) =>
      answerCollection(call, { name: 'groups', items: [...call.tenant.groups.values()].map(showGroup) }),
  },
  {
    method: 'GET',
    path: '/groups/:group',
    scopes: groupReaders,
    handle: (call) => answerEntity(call, 'groups', { item: showGroup(groupIn(call)) }),
  },
  {
    method: 'GET',
    path: '/groups/:group/members',
    scopes: groupReaders,
    handle: (call) => listObjects(call, { ids: groupIn(call).members.keys() }),
  },
  {
    method: 'GET',
    path: '/groups/:group/members/microsoft.graph.user',
    scopes: groupReaders,
    handle: (call) => listObjects(call, { ids: groupIn(call).members.keys(), only: 'user' }),
  },
  {
    method: 'GET',
    path: '/groups/:group/transitiveMembers',
    scopes: groupReaders,
    handle: (call) => listObjects(call, { ids: peopleIn(call.tenant, groupIn(call)) }),
  },
  {
    method: 'GET',
    path: '/groups/:group/owners',
    scopes: groupReaders,
    handle: (call) => listObjects(call, { ids: groupIn(call).owners }),
  },
  {
    method: 'POST',
    path: '/groups/:group/members/$ref',
    scopes: ['GroupMember.ReadWrite.All'],
    handle: addMember,
  },
  {
    method: 'DELETE',
    path: '/groups/:group/members/:member/$ref',
    scopes: ['GroupMember.ReadWrite.All'],
    handle: removeMember,
  },
  { method: 'DELETE', path: '/groups/:group/members/:member', handle: refuseDeletion },
];
