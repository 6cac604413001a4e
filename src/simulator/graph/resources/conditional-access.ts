import { ROLE } from '../../tenant/role-templates.ts';
import { hasLicence } from '../../tenant/licence.ts';
import type { GraphObject } from '../../tenant/model.ts';
import type { Shelf, Tenant } from '../../tenant/tenant.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { GraphFailure } from '../failure.ts';
import type { Shown } from '../filter.ts';
import { requireRole } from '../require.ts';

/** Who may read Conditional Access (Graph: list policies, delegated; to be confirmed on a real tenant). */
const accessReaders = [
  ROLE.globalAdministrator,
  ROLE.globalReader,
  ROLE.securityReader,
  ROLE.securityAdministrator,
  ROLE.conditionalAccessAdministrator,
];

/** Lets a call through that may read Conditional Access. Throws Graph's 403 otherwise. */
export function requireAccessReader(call: Call): void {
  requireRole(call, accessReaders, () => {
    return new GraphFailure(403, {
      code: 'AccessDenied',
      message: 'You cannot perform the requested operation, required scopes are missing in the token.',
    });
  });
  if (!hasLicence(call.tenant, 'P1')) {
    throw new GraphFailure(403, {
      code: 'AccessDenied',
      message: 'Your tenant is not licensed for this feature.',
    });
  }
}

const isRecord = (value: unknown): value is Shown => typeof value === 'object' && value !== null;

/** A policy as the API gives it: a strength that it names is shown whole. */
export function showAccessPolicy(tenant: Tenant, policy: GraphObject): Shown {
  const grant = policy['grantControls'];
  if (!isRecord(grant)) return policy;
  const named = grant['authenticationStrength'];
  const id = isRecord(named) ? String(named['id']) : undefined;
  const strength = id === undefined ? null : (tenant.shelves.strengths.get(id) ?? null);
  return { ...policy, grantControls: { ...grant, authenticationStrength: strength } };
}

/** What Conditional Access says of an id that it does not have. */
export const accessNotFound = (id: string) =>
  new GraphFailure(404, { code: 'ResourceNotFound', message: `Resource '${id}' does not exist.` });

/** The object in the path. */
export function onShelf(call: Call, shelf: Shelf): GraphObject {
  const id = param(call, 'object');
  const found = shelf.get(id.toLowerCase());
  if (found === undefined) throw accessNotFound(id);
  return found;
}

const root = '/identity/conditionalAccess';
const read = ['Policy.Read.All'];
const page = { usual: 100, most: 999 };

function listPolicies(call: Call): Reply {
  requireAccessReader(call);
  const items = [...call.tenant.shelves.policies.values()].map((one) => showAccessPolicy(call.tenant, one));
  return answerCollection(call, { name: 'identity/conditionalAccess/policies', items, page });
}

function getPolicy(call: Call): Reply {
  requireAccessReader(call);
  const item = showAccessPolicy(call.tenant, onShelf(call, call.tenant.shelves.policies));
  return answerEntity(call, 'identity/conditionalAccess/policies', { item });
}

function listLocations(call: Call): Reply {
  requireAccessReader(call);
  const items = [...call.tenant.shelves.namedLocations.values()];
  return answerCollection(call, { name: 'identity/conditionalAccess/namedLocations', items, page });
}

function getLocation(call: Call): Reply {
  requireAccessReader(call);
  const item = onShelf(call, call.tenant.shelves.namedLocations);
  return answerEntity(call, 'identity/conditionalAccess/namedLocations', { item });
}

export const accessRoutes: readonly Route[] = [
  { method: 'GET', path: `${root}/policies`, scopes: read, handle: listPolicies },
  { method: 'GET', path: `${root}/policies/:object`, scopes: read, handle: getPolicy },
  { method: 'GET', path: `${root}/namedLocations`, scopes: read, handle: listLocations },
  { method: 'GET', path: `${root}/namedLocations/:object`, scopes: read, handle: getLocation },
];
