import { z } from 'zod';
import { instant } from '../../tenant/clock.ts';
import { noApplications, noUsers, openConditions, openGrant } from '../../tenant/conditional-access.ts';
import { audit, objectTarget, type AuditedChange } from '../../tenant/logs.ts';
import type { GraphObject } from '../../tenant/model.ts';
import { ROLE } from '../../tenant/role-templates.ts';
import { newGuid } from '../../tenant/tenant.ts';
import { patched, readJson } from '../body.ts';
import type { Call, Reply, Route } from '../call.ts';
import { GraphFailure } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { initiatorOf } from '../initiator.ts';
import { requireRole } from '../require.ts';
import { checkPolicy, policyChange } from './access-shape.ts';
import { onShelf, showAccessPolicy } from './conditional-access.ts';

/** Graph: create conditionalAccessPolicy, delegated. */
const accessEditors = [
  ROLE.globalAdministrator,
  ROLE.conditionalAccessAdministrator,
  ROLE.securityAdministrator,
];

/** Lets a call through that may change Conditional Access. Throws Graph's 403 otherwise. */
export const requireAccessEditor = (call: Call): void => requireRole(call, accessEditors);

interface Change {
  readonly what: 'Conditional Access policy' | 'named location';
  readonly before: GraphObject | undefined;
  readonly after: GraphObject | undefined;
}

function auditAccess(call: Call, { what, before, after }: Change): void {
  const verbs: readonly [string, AuditedChange['operation']] =
    before === undefined ? ['Add', 'Add'] : after === undefined ? ['Delete', 'Delete'] : ['Update', 'Update'];
  const one = after ?? before;
  const name = one?.['displayName'];
  audit(call.tenant, {
    activity: `${verbs[0]} ${what}`,
    service: 'Conditional Access',
    category: 'Policy',
    operation: verbs[1],
    reason: '',
    by: initiatorOf(call),
    targets: [
      objectTarget({
        id: one?.id ?? '',
        type: 'Policy',
        displayName: typeof name === 'string' ? name : null,
        modified: {
          [what === 'named location' ? 'NamedLocation' : 'ConditionalAccessPolicy']: {
            from: before,
            to: after,
          },
        },
      }),
    ],
  });
}

const contextOf = (call: Call, name: string) => ({
  '@odata.context': `${call.origin}/${call.version}/$metadata#identity/conditionalAccess/${name}/$entity`,
});

/** A strength is kept by its id alone; it is shown whole. */
function strengthById(policy: Shown): Shown {
  const grant = policy['grantControls'];
  if (typeof grant !== 'object' || grant === null) return policy;
  const strength = z
    .object({ authenticationStrength: z.object({ id: z.string() }).nullable() })
    .parse(grant).authenticationStrength;
  return { ...policy, grantControls: { ...grant, authenticationStrength: strength } };
}

/** Members that the service sets itself. */
function ownMembers(change: Shown): Shown {
  const fixed = new Set(['id', 'createdDateTime', 'modifiedDateTime', '@odata.context', '@odata.type']);
  return Object.fromEntries(Object.entries(change).filter(([key]) => !fixed.has(key)));
}

function createPolicy(call: Call): Reply {
  requireAccessEditor(call);
  const change = ownMembers(readJson(call, policyChange));
  const grant = change['grantControls'] ?? null;
  const now = instant(call.tenant.clock.now());
  const empty = {
    templateId: null,
    sessionControls: null,
    state: 'disabled',
    conditions: { ...openConditions, users: noUsers, applications: noApplications },
    grantControls: grant === null ? null : { ...openGrant, operator: undefined },
  };
  const filled = patched(empty, change);
  const made = { ...strengthById(filled), createdDateTime: now, modifiedDateTime: null };
  checkPolicy(call.tenant, made);
  const policy: GraphObject = { ...made, id: newGuid(call.tenant) };
  call.tenant.shelves.policies.set(policy.id, policy);
  auditAccess(call, { what: 'Conditional Access policy', before: undefined, after: policy });
  const shown = showAccessPolicy(call.tenant, policy);
  return { status: 201, body: { ...contextOf(call, 'policies'), ...shown } };
}

function updatePolicy(call: Call): Reply {
  requireAccessEditor(call);
  const before = onShelf(call, call.tenant.shelves.policies);
  const change = ownMembers(readJson(call, policyChange));
  const base = before['grantControls'] === null ? { ...before, grantControls: openGrant } : before;
  const after: GraphObject = {
    ...strengthById(patched(base, change)),
    id: before.id,
    modifiedDateTime: instant(call.tenant.clock.now()),
  };
  checkPolicy(call.tenant, after);
  call.tenant.shelves.policies.set(after.id, after);
  auditAccess(call, { what: 'Conditional Access policy', before, after });
  return { status: 204 };
}

function removePolicy(call: Call): Reply {
  requireAccessEditor(call);
  const before = onShelf(call, call.tenant.shelves.policies);
  call.tenant.shelves.policies.delete(before.id);
  auditAccess(call, { what: 'Conditional Access policy', before, after: undefined });
  return { status: 204 };
}

const range = z.strictObject({
  '@odata.type': z.enum(['#microsoft.graph.iPv4CidrRange', '#microsoft.graph.iPv6CidrRange']),
  cidrAddress: z.string().min(1),
});
const ipLocation = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.ipNamedLocation'),
  displayName: z.string().min(1),
  isTrusted: z.boolean().default(false),
  ipRanges: z.array(range).min(1),
});
const countryLocation = z.strictObject({
  '@odata.type': z.literal('#microsoft.graph.countryNamedLocation'),
  displayName: z.string().min(1),
  countriesAndRegions: z.array(z.string().length(2)).min(1),
  includeUnknownCountriesAndRegions: z.boolean().default(false),
  countryLookupMethod: z.enum(['clientIpAddress', 'authenticatorAppGps']).default('clientIpAddress'),
});
const newLocation = z.discriminatedUnion('@odata.type', [ipLocation, countryLocation]);
const locationChange = z.discriminatedUnion('@odata.type', [
  ipLocation.partial().required({ '@odata.type': true }),
  countryLocation.partial().required({ '@odata.type': true }),
]);

function createLocation(call: Call): Reply {
  requireAccessEditor(call);
  const now = instant(call.tenant.clock.now());
  const location: GraphObject = {
    ...readJson(call, newLocation),
    id: newGuid(call.tenant),
    createdDateTime: now,
    modifiedDateTime: now,
  };
  call.tenant.shelves.namedLocations.set(location.id, location);
  auditAccess(call, { what: 'named location', before: undefined, after: location });
  return { status: 201, body: { ...contextOf(call, 'namedLocations'), ...location } };
}

function updateLocation(call: Call): Reply {
  requireAccessEditor(call);
  const before = onShelf(call, call.tenant.shelves.namedLocations);
  const change = readJson(call, locationChange);
  if (change['@odata.type'] !== before['@odata.type'])
    throw new GraphFailure(400, { code: 'BadRequest', message: 'The type of a location cannot be changed.' });
  const after: GraphObject = {
    ...before,
    ...patched(before, change),
    id: before.id,
    modifiedDateTime: instant(call.tenant.clock.now()),
  };
  call.tenant.shelves.namedLocations.set(after.id, after);
  auditAccess(call, { what: 'named location', before, after });
  return { status: 204 };
}

function removeLocation(call: Call): Reply {
  requireAccessEditor(call);
  const before = onShelf(call, call.tenant.shelves.namedLocations);
  const used = [...call.tenant.shelves.policies.values()].some((one) =>
    JSON.stringify(one['conditions']).includes(before.id),
  );
  if (used || before['isTrusted'] === true) {
    throw new GraphFailure(400, {
      code: 'BadRequest',
      message: 'A location that is trusted or that a policy refers to cannot be deleted.',
    });
  }
  call.tenant.shelves.namedLocations.delete(before.id);
  auditAccess(call, { what: 'named location', before, after: undefined });
  return { status: 204 };
}

const root = '/identity/conditionalAccess';
const writing = { scopes: ['Policy.ReadWrite.ConditionalAccess'], also: ['Policy.Read.All'] } as const;

export const accessWriteRoutes: readonly Route[] = [
  { ...writing, method: 'POST', path: `${root}/policies`, handle: createPolicy },
  { ...writing, method: 'PATCH', path: `${root}/policies/:object`, handle: updatePolicy },
  { ...writing, method: 'DELETE', path: `${root}/policies/:object`, handle: removePolicy },
  { ...writing, method: 'POST', path: `${root}/namedLocations`, handle: createLocation },
  { ...writing, method: 'PATCH', path: `${root}/namedLocations/:object`, handle: updateLocation },
  { ...writing, method: 'DELETE', path: `${root}/namedLocations/:object`, handle: removeLocation },
];
