import { z } from 'zod';
import { instant } from '../../tenant/clock.ts';
import { audit, objectTarget, type AuditedChange } from '../../tenant/logs.ts';
import { activeRolesOf } from '../../tenant/membership.ts';
import type { Group } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { newGuid } from '../../tenant/tenant.ts';
import { readJson } from '../body.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { badRequest, directoryDenied, notFound } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { idOfReference, referencedId } from '../reference.ts';
import { requireRole } from '../require.ts';
import { showGroup } from '../show.ts';
import { groupIn } from './groups.ts';

/** Graph: create group, update group, delegated. Ordinary members may create groups too, unless a tenant says no; this one does. */
const editors = [ROLE.globalAdministrator, ROLE.groupsAdministrator, ROLE.userAdministrator];
const protectedEditors = [ROLE.globalAdministrator, ROLE.privilegedRoleAdministrator];

function requireGroupEditor(call: Call, group: Group): void {
  const { caller, tenant } = call;
  if (caller.kind === 'app' || group.owners.has(caller.id)) return;
  const roles = activeRolesOf(tenant, caller.id);
  const allowed = group.isAssignableToRole === true ? protectedEditors : editors;
  if (!allowed.some((role) => roles.has(role))) throw directoryDenied();
}

const bound = z.array(z.string()).max(20).optional();
const newGroup = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(256),
  description: z.string().nullish(),
  mailNickname: z.string().min(1).max(64),
  mailEnabled: z.boolean(),
  securityEnabled: z.boolean(),
  groupTypes: z.array(z.enum(['Unified', 'DynamicMembership'])).default([]),
  membershipRule: z.string().nullish(),
  membershipRuleProcessingState: z.string().nullish(),
  isAssignableToRole: z.boolean().nullish(),
  visibility: z.string().nullish(),
  'owners@odata.bind': bound,
  'members@odata.bind': bound,
});

interface GroupChange {
  readonly activity: string;
  readonly operation: AuditedChange['operation'];
  readonly group: Group;
  readonly modified?: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

function auditGroup(call: Call, change: GroupChange): void {
  audit(call.tenant, {
    activity: change.activity,
    service: 'Core Directory',
    category: 'GroupManagement',
    operation: change.operation,
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: change.group.id,
        type: 'Group',
        displayName: change.group.displayName,
        ...(change.modified === undefined ? {} : { modified: change.modified }),
      }),
    ],
  });
}

/** Existing people or groups out of a list of references. */
function boundIds(call: Call, addresses: readonly string[] | undefined): readonly string[] {
  return (addresses ?? []).map((address) => {
    const id = idOfReference(call, address);
    if (!call.tenant.people.has(id) && !call.tenant.groups.has(id)) throw notFound(id);
    return id;
  });
}

function createGroup(call: Call): Reply {
  requireRole(call, editors);
  const body = readJson(call, newGroup);
  if (body.isAssignableToRole === true) {
    requireRole(call, protectedEditors);
    if (call.caller.kind === 'user' && !call.caller.scopes.has('RoleManagement.ReadWrite.Directory'))
      throw directoryDenied();
    if (body.groupTypes.includes('DynamicMembership'))
      throw badRequest('A role-assignable group cannot have dynamic membership.');
  }
  if (!body.securityEnabled && !body.groupTypes.includes('Unified'))
    throw badRequest('A group must be security-enabled or a Microsoft 365 group.');
  const now = call.tenant.clock.now();
  const group: Group = {
    id: newGuid(call.tenant),
    displayName: body.displayName,
    description: body.description ?? '',
    groupTypes: body.groupTypes,
    securityEnabled: body.securityEnabled,
    mailEnabled: body.mailEnabled,
    isAssignableToRole: body.isAssignableToRole ?? null,
    isManagementRestricted: null,
    onPremisesSyncEnabled: null,
    membershipRule: body.membershipRule ?? null,
    createdDateTime: instant(now),
    members: new Map(boundIds(call, body['members@odata.bind']).map((id) => [id, now])),
    owners: new Set(boundIds(call, body['owners@odata.bind'])),
  };
  call.tenant.groups.set(group.id, group);
  auditGroup(call, { activity: 'Add group', operation: 'Add', group });
  const context = `${call.origin}/${call.version}/$metadata#groups/$entity`;
  return { status: 201, body: { '@odata.context': context, ...showGroup(group) } };
}

const groupChange = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).max(256).optional(),
  description: z.string().nullable().optional(),
  mailNickname: z.string().optional(),
  securityEnabled: z.boolean().optional(),
  groupTypes: z.array(z.string()).optional(),
  membershipRule: z.string().nullable().optional(),
  visibility: z.string().nullable().optional(),
});

function updateGroup(call: Call): Reply {
  const before = groupIn(call);
  requireGroupEditor(call, before);
  const change = readJson(call, groupChange);
  const after: Group = {
    ...before,
    displayName: change.displayName ?? before.displayName,
    description: change.description ?? before.description,
    securityEnabled: change.securityEnabled ?? before.securityEnabled,
    groupTypes: change.groupTypes ?? before.groupTypes,
    membershipRule: change.membershipRule === undefined ? before.membershipRule : change.membershipRule,
  };
  call.tenant.groups.set(after.id, after);
  const [from, to] = [showGroup(before), showGroup(after)];
  const names = Object.keys(change).filter((name) => name in to);
  const modified = Object.fromEntries(names.map((name) => [name, { from: from[name], to: to[name] }]));
  auditGroup(call, { activity: 'Update group', operation: 'Update', group: after, modified });
  return { status: 204 };
}

function removeGroup(call: Call): Reply {
  const group = groupIn(call);
  requireGroupEditor(call, group);
  call.tenant.groups.delete(group.id);
  for (const other of call.tenant.groups.values()) other.members.delete(group.id);
  auditGroup(call, { activity: 'Delete group', operation: 'Delete', group });
  return { status: 204 };
}

function addOwner(call: Call): Reply {
  const group = groupIn(call);
  requireGroupEditor(call, group);
  const id = referencedId(call);
  if (!call.tenant.people.has(id)) throw notFound(id);
  if (group.owners.has(id)) {
    throw badRequest(
      "One or more added object references already exist for the following modified properties: 'owners'.",
    );
  }
  group.owners.add(id);
  const modified = { 'Owner.ObjectID': { from: undefined, to: id } };
  auditGroup(call, { activity: 'Add owner to group', operation: 'Assign', group, modified });
  return { status: 204 };
}

function removeOwner(call: Call): Reply {
  const group = groupIn(call);
  requireGroupEditor(call, group);
  const id = param(call, 'owner').toLowerCase();
  if (!group.owners.delete(id)) throw notFound(id);
  const modified = { 'Owner.ObjectID': { from: id, to: undefined } };
  auditGroup(call, { activity: 'Remove owner from group', operation: 'Unassign', group, modified });
  return { status: 204 };
}

const scopes = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];

export const groupWriteRoutes: readonly Route[] = [
  { method: 'POST', path: '/groups', scopes, handle: createGroup },
  { method: 'PATCH', path: '/groups/:group', scopes, handle: updateGroup },
  { method: 'DELETE', path: '/groups/:group', scopes, handle: removeGroup },
  { method: 'POST', path: '/groups/:group/owners/$ref', scopes, handle: addOwner },
  { method: 'DELETE', path: '/groups/:group/owners/:owner/$ref', scopes, handle: removeOwner },
];
