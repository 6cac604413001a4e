import { z } from 'zod';
import { activeAssignmentsOf, groupsOf } from '../../tenant/membership.ts';
import type { Call, Reply, Route } from '../call.ts';
import { answerCollection } from '../collection.ts';
import { badRequest } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { showGroup, showUnit } from '../show.ts';
import { personIn } from './users.ts';

const groupIds = z.object({ groupIds: z.array(z.string()).min(1).max(20) });

const strings = (call: Call, value: readonly string[]): Reply => ({
  status: 200,
  body: { '@odata.context': `${call.origin}/${call.version}/$metadata#Collection(Edm.String)`, value },
});

function checkMemberGroups(call: Call): Reply {
  const parsed = groupIds.safeParse(call.body);
  if (!parsed.success) throw badRequest('groupIds must hold 1 to 20 ids.');
  const mine = new Set(groupsOf(call.tenant, personIn(call).id).map((group) => group.id));
  return strings(
    call,
    parsed.data.groupIds.filter((id) => mine.has(id.toLowerCase())),
  );
}

const memberGroups = z.object({ securityEnabledOnly: z.boolean() });

function getMemberGroups(call: Call): Reply {
  const parsed = memberGroups.safeParse(call.body);
  if (!parsed.success) throw badRequest('securityEnabledOnly is missing.');
  const mine = groupsOf(call.tenant, personIn(call).id);
  const wanted = mine.filter((group) => group.securityEnabled || !parsed.data.securityEnabledOnly);
  return strings(
    call,
    wanted.map((group) => group.id),
  );
}

const groupsShown = (call: Call): readonly Shown[] =>
  groupsOf(call.tenant, personIn(call).id).map((group) => ({
    '@odata.type': '#microsoft.graph.group',
    ...showGroup(group),
  }));

/** Built-in roles held at tenant scope, as directoryRole objects; custom and unit-scoped ones never show here. */
function rolesShown(call: Call): readonly Shown[] {
  return activeAssignmentsOf(call.tenant, personIn(call).id).flatMap((assignment) => {
    const role = call.tenant.roles.get(assignment.roleDefinitionId);
    if (role?.isBuiltIn !== true || assignment.directoryScopeId !== '/') return [];
    return [
      {
        '@odata.type': '#microsoft.graph.directoryRole',
        id: assignment.id,
        displayName: role.displayName,
        description: role.displayName,
        roleTemplateId: role.id,
      },
    ];
  });
}

const collection = (pick: (call: Call) => readonly Shown[]) => (call: Call) =>
  answerCollection(call, { name: 'directoryObjects', items: pick(call) });

/** A cast such as `/microsoft.graph.group`: the answer has no @odata.type on its items. */
const cast = (pick: (call: Call) => readonly Shown[]) =>
  collection((call) =>
    pick(call).map((item) =>
      Object.fromEntries(Object.entries(item).filter(([key]) => key !== '@odata.type')),
    ),
  );

const ownedShown = (call: Call): readonly Shown[] => {
  const { id } = personIn(call);
  const owned = [...call.tenant.groups.values()].filter((group) => group.owners.has(id));
  return owned.map((group) => ({ '@odata.type': '#microsoft.graph.group', ...showGroup(group) }));
};

/** Groups that name the person themselves. */
const directGroupsShown = (call: Call): readonly Shown[] => {
  const { id } = personIn(call);
  const mine = [...call.tenant.groups.values()].filter((group) => group.members.has(id));
  return mine.map((group) => ({ '@odata.type': '#microsoft.graph.group', ...showGroup(group) }));
};

/** Units have people as direct members only, so directly and transitively are the same. */
const unitsShown = (call: Call): readonly Shown[] => {
  const { id } = personIn(call);
  const mine = call.tenant.units.filter((unit) => unit.members.has(id));
  return mine.map((unit) => ({ '@odata.type': '#microsoft.graph.administrativeUnit', ...showUnit(unit) }));
};

const readers = ['GroupMember.Read.All', 'GroupMember.ReadWrite.All', 'Group.Read.All', 'Directory.Read.All'];
const path = '/users/:user';

export const membershipRoutes: readonly Route[] = [
  { method: 'POST', path: `${path}/checkMemberGroups`, scopes: readers, handle: checkMemberGroups },
  { method: 'POST', path: `${path}/getMemberGroups`, scopes: readers, handle: getMemberGroups },
  {
    method: 'GET',
    path: `${path}/transitiveMemberOf`,
    scopes: readers,
    handle: collection((call) => [...groupsShown(call), ...rolesShown(call), ...unitsShown(call)]),
  },
  {
    method: 'GET',
    path: `${path}/transitiveMemberOf/microsoft.graph.group`,
    scopes: readers,
    handle: cast(groupsShown),
  },
  {
    method: 'GET',
    path: `${path}/transitiveMemberOf/microsoft.graph.directoryRole`,
    scopes: ['Directory.Read.All', 'RoleManagement.Read.Directory'],
    handle: cast(rolesShown),
  },
  {
    method: 'GET',
    path: `${path}/memberOf`,
    scopes: readers,
    handle: collection((call) => [...directGroupsShown(call), ...unitsShown(call)]),
  },
  {
    method: 'GET',
    path: `${path}/memberOf/microsoft.graph.group`,
    scopes: readers,
    handle: cast(directGroupsShown),
  },
  ...['memberOf', 'transitiveMemberOf'].map((segment): Route => ({
    method: 'GET',
    path: `${path}/${segment}/microsoft.graph.administrativeUnit`,
    scopes: ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', 'Directory.Read.All'],
    handle: cast(unitsShown),
  })),
  { method: 'GET', path: `${path}/ownedObjects`, scopes: readers, handle: collection(ownedShown) },
  {
    method: 'GET',
    path: `${path}/ownedObjects/microsoft.graph.group`,
    scopes: readers,
    handle: cast(ownedShown),
  },
];
