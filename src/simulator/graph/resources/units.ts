import type { AdministrativeUnit } from '../../tenant/model.ts';
import { currentAssignments } from '../../tenant/membership.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { notFound } from '../failure.ts';
import { listObjects } from '../objects.ts';
import { showUnit } from '../show.ts';

/** The administrative unit named in the path. */
export function unitIn(call: Call): AdministrativeUnit {
  const id = param(call, 'unit');
  const unit = call.tenant.units.find((one) => one.id === id.toLowerCase());
  if (unit === undefined) throw notFound(id);
  return unit;
}

/** Roles over the unit, in the older form of the directory's own API. */
function listScopedRoles(call: Call): Reply {
  const unit = unitIn(call);
  const over = currentAssignments(call.tenant, 'active').filter(
    (one) => one.directoryScopeId === `/administrativeUnits/${unit.id}`,
  );
  const items = over.map((one) => ({
    id: one.id,
    administrativeUnitId: unit.id,
    roleId: one.roleDefinitionId,
    roleMemberInfo: {
      id: one.principalId,
      displayName: call.tenant.people.get(one.principalId)?.displayName ?? null,
    },
  }));
  return answerCollection(call, { name: 'scopedRoleMemberships', items });
}

const root = '/directory/administrativeUnits';
const scopes = ['AdministrativeUnit.Read.All', 'AdministrativeUnit.ReadWrite.All', 'Directory.Read.All'];
const roleScopes = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
];

export const unitRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: root,
    scopes,
    handle: (call) =>
      answerCollection(call, {
        name: 'directory/administrativeUnits',
        items: call.tenant.units.map(showUnit),
      }),
  },
  {
    method: 'GET',
    path: `${root}/:unit`,
    scopes,
    handle: (call) => answerEntity(call, 'directory/administrativeUnits', { item: showUnit(unitIn(call)) }),
  },
  {
    method: 'GET',
    path: `${root}/:unit/members`,
    scopes,
    handle: (call) => listObjects(call, { ids: unitIn(call).members }),
  },
  {
    method: 'GET',
    path: `${root}/:unit/members/microsoft.graph.user`,
    scopes,
    handle: (call) => listObjects(call, { ids: unitIn(call).members, only: 'user' }),
  },
  { method: 'GET', path: `${root}/:unit/scopedRoleMembers`, scopes: roleScopes, handle: listScopedRoles },
];
