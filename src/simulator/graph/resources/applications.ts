import type { GraphObject } from '../../tenant/model.ts';
import type { Shelf } from '../../tenant/tenant.ts';
import { param, type Call, type Reply, type Route } from '../call.ts';
import { answerCollection, answerEntity } from '../collection.ts';
import { notFound } from '../failure.ts';
import { listObjects } from '../objects.ts';

type Kind = 'applications' | 'servicePrincipals';

/** The application or service principal in the path, by object id or by `(appId='…')`. */
export function registeredIn(call: Call, kind: Kind): GraphObject {
  const shelf: Shelf = call.tenant.shelves[kind];
  const byAppId = call.params['app'];
  const key = (byAppId ?? param(call, 'object')).toLowerCase();
  const found =
    byAppId === undefined ? shelf.get(key) : [...shelf.values()].find((one) => one['appId'] === key);
  if (found === undefined) throw notFound(key);
  return found;
}

const list =
  (kind: Kind) =>
  (call: Call): Reply =>
    answerCollection(call, { name: kind, items: [...call.tenant.shelves[kind].values()] });

const get =
  (kind: Kind) =>
  (call: Call): Reply =>
    answerEntity(call, kind, { item: registeredIn(call, kind) });

const owners =
  (kind: Kind) =>
  (call: Call): Reply =>
    listObjects(call, { ids: call.tenant.shelves.owners.get(registeredIn(call, kind).id) ?? [] });

const grantsOf = (call: Call): Reply => {
  const { id } = registeredIn(call, 'servicePrincipals');
  const items = [...call.tenant.shelves.grants.values()].filter((one) => one['clientId'] === id);
  return answerCollection(call, { name: 'oauth2PermissionGrants', items });
};

const appRolesOf = (call: Call): Reply => {
  const { id } = registeredIn(call, 'servicePrincipals');
  const items = [...call.tenant.shelves.appRoleAssignments.values()].filter(
    (one) => one['principalId'] === id,
  );
  return answerCollection(call, { name: 'appRoleAssignments', items });
};

const scopes = ['Application.Read.All', 'Application.ReadWrite.All', 'Directory.Read.All'];
const grantScopes = [
  'DelegatedPermissionGrant.Read.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Directory.Read.All',
];

/** The same below an object id and below `(appId='…')`. */
function routesOf(kind: Kind): readonly Route[] {
  const addresses = [`/${kind}/:object`, `/${kind}(appId=':app')`];
  return [
    { method: 'GET', path: `/${kind}`, scopes, handle: list(kind) },
    ...addresses.flatMap((path): readonly Route[] => [
      { method: 'GET', path, scopes, handle: get(kind) },
      { method: 'GET', path: `${path}/owners`, scopes, handle: owners(kind) },
    ]),
  ];
}

const principals = ['/servicePrincipals/:object', "/servicePrincipals(appId=':app')"];

export const applicationRoutes: readonly Route[] = [
  ...routesOf('applications'),
  ...routesOf('servicePrincipals'),
  ...principals.flatMap((path): readonly Route[] => [
    {
      method: 'GET',
      path: `${path}/oauth2PermissionGrants`,
      scopes: [...grantScopes, 'Application.Read.All'],
      handle: grantsOf,
    },
    { method: 'GET', path: `${path}/appRoleAssignments`, scopes, handle: appRolesOf },
  ]),
  {
    method: 'GET',
    path: '/oauth2PermissionGrants',
    scopes: grantScopes,
    handle: (call) =>
      answerCollection(call, {
        name: 'oauth2PermissionGrants',
        items: [...call.tenant.shelves.grants.values()],
      }),
  },
];
