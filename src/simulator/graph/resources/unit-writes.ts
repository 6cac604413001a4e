import { z } from 'zod';
import { audit, objectTarget, personTarget, type AuditedChange } from '../../tenant/logs.ts';
import type { AdministrativeUnit } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { newGuid } from '../../tenant/tenant.ts';
import { readJson } from '../body.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { badRequest, notFound } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { referencedId } from '../reference.ts';
import { requireRole } from '../require.ts';
import { showUnit } from '../show.ts';
import { assign } from './role-writes.ts';
import { unitIn } from './units.ts';

/** Graph: create administrativeUnit, delegated. */
const editors = [ROLE.globalAdministrator, ROLE.privilegedRoleAdministrator];

const newUnit = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(256),
  description: z.string().nullish(),
  visibility: z.string().nullish(),
  isMemberManagementRestricted: z.boolean().nullish(),
  membershipType: z.literal('Assigned').nullish(),
});

interface UnitChange {
  readonly activity: string;
  readonly operation: AuditedChange['operation'];
  readonly unit: AdministrativeUnit;
  readonly memberId?: string;
}

function auditUnit(call: Call, { activity, operation, unit, memberId }: UnitChange): void {
  audit(call.tenant, {
    activity,
    service: 'Core Directory',
    category: 'AdministrativeUnit',
    operation,
    reason: '',
    by: initiatorOf(call),
    targets: [
      ...(memberId === undefined ? [] : [personTarget(call.tenant, memberId)]),
      objectTarget({ id: unit.id, type: 'Other', displayName: unit.displayName }),
    ],
  });
}

function createUnit(call: Call): Reply {
  requireRole(call, editors);
  const body = readJson(call, newUnit);
  const unit: AdministrativeUnit = {
    id: newGuid(call.tenant),
    displayName: body.displayName,
    restricted: body.isMemberManagementRestricted ?? false,
    members: new Set(),
  };
  call.tenant.units.push(unit);
  auditUnit(call, { activity: 'Add administrative unit', operation: 'Add', unit });
  const context = `${call.origin}/${call.version}/$metadata#directory/administrativeUnits/$entity`;
  return { status: 201, body: { '@odata.context': context, ...showUnit(unit) } };
}

function removeUnit(call: Call): Reply {
  requireRole(call, editors);
  const unit = unitIn(call);
  call.tenant.units.splice(call.tenant.units.indexOf(unit), 1);
  auditUnit(call, { activity: 'Delete administrative unit', operation: 'Delete', unit });
  return { status: 204 };
}

function addMember(call: Call): Reply {
  requireRole(call, editors);
  const unit = unitIn(call);
  const id = referencedId(call);
  if (!call.tenant.people.has(id) && !call.tenant.groups.has(id)) throw notFound(id);
  if (unit.members.has(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'members'.",
    );
  }
  unit.members.add(id);
  auditUnit(call, {
    activity: 'Add member to administrative unit',
    operation: 'Assign',
    unit,
    memberId: id,
  });
  return { status: 204 };
}

function removeMember(call: Call): Reply {
  requireRole(call, editors);
  const unit = unitIn(call);
  const id = param(call, 'member').toLowerCase();
  if (!unit.members.delete(id)) throw notFound(id);
  auditUnit(call, {
    activity: 'Remove member from administrative unit',
    operation: 'Unassign',
    unit,
    memberId: id,
  });
  return { status: 204 };
}

const newScopedRole = z.strictObject({
  roleId: z.guid(),
  roleMemberInfo: z.looseObject({ id: z.guid() }),
});

/** The older form of an assignment over a unit. The role is named by its template id here. */
function addScopedRole(call: Call): Reply {
  requireRole(call, editors);
  const unit = unitIn(call);
  const { roleId, roleMemberInfo } = readJson(call, newScopedRole);
  const made = assign(call, {
    principalId: roleMemberInfo.id,
    roleDefinitionId: roleId,
    directoryScopeId: `/administrativeUnits/${unit.id}`,
  });
  return {
    status: 201,
    body: {
      '@odata.context': `${call.origin}/${call.version}/$metadata#scopedRoleMemberships/$entity`,
      id: made.id,
      administrativeUnitId: unit.id,
      roleId,
      roleMemberInfo,
    },
  };
}

const root = '/directory/administrativeUnits';
const scopes = ['AdministrativeUnit.ReadWrite.All', 'Directory.ReadWrite.All'];

export const unitWriteRoutes: readonly Route[] = [
  { method: 'POST', path: root, scopes, handle: createUnit },
  { method: 'DELETE', path: `${root}/:unit`, scopes, handle: removeUnit },
  { method: 'POST', path: `${root}/:unit/members/$ref`, scopes, handle: addMember },
  { method: 'DELETE', path: `${root}/:unit/members/:member/$ref`, scopes, handle: removeMember },
  {
    method: 'POST',
    path: `${root}/:unit/scopedRoleMembers`,
    scopes: ['RoleManagement.ReadWrite.Directory'],
    handle: addScopedRole,
  },
];
