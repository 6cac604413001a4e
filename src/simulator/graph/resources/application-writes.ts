import { z } from 'zod';
import { audit, objectTarget, type AuditedChange } from '../../tenant/logs.ts';
import { activeRolesOf } from '../../tenant/membership.ts';
import type { GraphObject } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { patched, readJson } from '../body.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { badRequest, directoryDenied, notFound } from '../failure.ts';
import { initiatorOf } from '../initiator.ts';
import { requireRole } from '../require.ts';
import { registeredIn } from './applications.ts';

const editors = [ROLE.globalAdministrator, ROLE.applicationAdministrator, ROLE.cloudApplicationAdministrator];
/** These may consent to delegated permissions of Microsoft Graph, though not to its application permissions. */
const consenters = [...editors, ROLE.privilegedRoleAdministrator];

function requireApplicationEditor(call: Call, application: GraphObject): void {
  const { caller, tenant } = call;
  if (caller.kind === 'app' || tenant.shelves.owners.get(application.id)?.has(caller.id) === true) return;
  const roles = activeRolesOf(tenant, caller.id);
  if (!editors.some((role) => roles.has(role))) throw directoryDenied();
}

interface ApplicationChange {
  readonly activity: string;
  readonly operation: AuditedChange['operation'];
  readonly type: 'Application' | 'ServicePrincipal';
  readonly target: GraphObject | undefined;
  readonly modified: Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;
}

function auditApplication(call: Call, change: ApplicationChange): void {
  const name = change.target?.['displayName'];
  audit(call.tenant, {
    activity: change.activity,
    service: 'Core Directory',
    category: 'ApplicationManagement',
    operation: change.operation,
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: change.target?.id ?? '',
        type: change.type,
        displayName: typeof name === 'string' ? name : null,
        modified: change.modified,
      }),
    ],
  });
}

const redirects = z.looseObject({ redirectUris: z.array(z.string()).optional() });
const applicationChange = z.strictObject({
  '@odata.type': z.string().optional(),
  displayName: z.string().min(1).optional(),
  isFallbackPublicClient: z.boolean().nullable().optional(),
  signInAudience: z.string().optional(),
  publicClient: redirects.optional(),
  web: redirects.optional(),
  spa: redirects.optional(),
  requiredResourceAccess: z
    .array(
      z.object({
        resourceAppId: z.guid(),
        resourceAccess: z.array(z.object({ id: z.guid(), type: z.enum(['Scope', 'Role']) })),
      }),
    )
    .optional(),
  // Credentials are made by actions of their own; by PATCH they can only be taken away.
  passwordCredentials: z.array(z.never()).optional(),
  keyCredentials: z.array(z.never()).optional(),
});

function updateApplication(call: Call): Reply {
  const before = registeredIn(call, 'applications');
  requireApplicationEditor(call, before);
  const change = readJson(call, applicationChange);
  const after: GraphObject = { ...patched(before, change), id: before.id };
  call.tenant.shelves.applications.set(after.id, after);
  const names = Object.keys(change).filter((name) => !name.startsWith('@'));
  const modified = Object.fromEntries(names.map((name) => [name, { from: before[name], to: after[name] }]));
  auditApplication(call, {
    activity: 'Update application',
    operation: 'Update',
    type: 'Application',
    target: after,
    modified,
  });
  return { status: 204 };
}

const newGrant = z.strictObject({
  clientId: z.guid(),
  consentType: z.enum(['AllPrincipals', 'Principal']),
  principalId: z.guid().nullish(),
  resourceId: z.guid(),
  scope: z.string(),
});

function auditGrant(call: Call, clientId: unknown, scopes: { readonly from: unknown; readonly to: unknown }) {
  const verb = scopes.to === undefined ? 'Remove' : 'Add';
  auditApplication(call, {
    activity: `${verb} delegated permission grant`,
    operation: verb === 'Add' ? 'Assign' : 'Unassign',
    type: 'ServicePrincipal',
    target: call.tenant.shelves.servicePrincipals.get(String(clientId)),
    modified: { 'DelegatedPermissionGrant.Scope': scopes },
  });
}

function createGrant(call: Call): Reply {
  requireRole(call, consenters);
  const body = readJson(call, newGrant);
  const { grants, servicePrincipals } = call.tenant.shelves;
  const principal = servicePrincipals.get(body.clientId);
  if (principal === undefined) throw notFound(body.clientId);
  if (!servicePrincipals.has(body.resourceId)) throw notFound(body.resourceId);
  if ((body.consentType === 'Principal') !== ((body.principalId ?? null) !== null))
    throw badRequest('principalId goes with the consent type Principal, and only with it.');
  const exists = [...grants.values()].some(
    (one) =>
      one['clientId'] === body.clientId &&
      one['resourceId'] === body.resourceId &&
      one['consentType'] === body.consentType &&
      one['principalId'] === (body.principalId ?? null),
  );
  if (exists) throw badRequest('Permission entry already exists.');
  const id = Buffer.from(`${body.clientId} ${body.resourceId} ${body.principalId ?? ''}`).toString(
    'base64url',
  );
  const grant: GraphObject = { ...body, principalId: body.principalId ?? null, id };
  grants.set(id, grant);
  auditGrant(call, body.clientId, { from: undefined, to: body.scope });
  const context = `${call.origin}/${call.version}/$metadata#oauth2PermissionGrants/$entity`;
  return { status: 201, body: { '@odata.context': context, ...grant } };
}

function grantIn(call: Call): GraphObject {
  const id = param(call, 'grant');
  const found = call.tenant.shelves.grants.get(id);
  if (found === undefined) throw notFound(id);
  return found;
}

function updateGrant(call: Call): Reply {
  requireRole(call, consenters);
  const before = grantIn(call);
  const { scope } = readJson(call, z.strictObject({ scope: z.string() }));
  call.tenant.shelves.grants.set(before.id, { ...before, scope });
  auditGrant(call, before['clientId'], { from: before['scope'], to: scope });
  return { status: 204 };
}

function removeGrant(call: Call): Reply {
  requireRole(call, consenters);
  const before = grantIn(call);
  call.tenant.shelves.grants.delete(before.id);
  auditGrant(call, before['clientId'], { from: before['scope'], to: undefined });
  return { status: 204 };
}

const scopes = ['Application.ReadWrite.All'];
const grantScopes = ['DelegatedPermissionGrant.ReadWrite.All'];

export const applicationWriteRoutes: readonly Route[] = [
  { method: 'PATCH', path: '/applications/:object', scopes, handle: updateApplication },
  { method: 'PATCH', path: "/applications(appId=':app')", scopes, handle: updateApplication },
  { method: 'POST', path: '/oauth2PermissionGrants', scopes: grantScopes, handle: createGrant },
  { method: 'PATCH', path: '/oauth2PermissionGrants/:grant', scopes: grantScopes, handle: updateGrant },
  { method: 'DELETE', path: '/oauth2PermissionGrants/:grant', scopes: grantScopes, handle: removeGrant },
];
