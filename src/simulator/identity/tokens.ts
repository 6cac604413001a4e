import { activeRolesOf } from '../tenant/membership.ts';
import type { Person } from '../tenant/model.ts';
import { SIMULATED_TENANT_ID } from '../tenant/ids.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { appRoleNames } from './scopes.ts';
import { wantedContexts, type ClaimsParameter } from './parameters.ts';
import { metContexts, standingSignIn } from './sign-ins.ts';

/** What a token is about: who, by which sign-in, and which claims were asked for. */
export interface TokenSubject {
  readonly person: Person;
  readonly signInId: string | undefined;
  readonly claims: ClaimsParameter;
}

const contextClaim = (tenant: Tenant, subject: TokenSubject) => {
  const met = metContexts(tenant, standingSignIn(tenant, subject.signInId), wantedContexts(subject.claims));
  return met.length === 0 ? {} : { acrs: met };
};

/**
 * Claims of an ID token of the v2.0 endpoint. There is no `amr`, as Entra's v2.0 tokens have none; `acrs` is there
 * when it was asked for and met.
 */
export function idTokenClaims(
  tenant: Tenant,
  subject: TokenSubject,
): Record<string, unknown> & { sub: string } {
  return {
    sub: subject.person.id,
    oid: subject.person.id,
    tid: SIMULATED_TENANT_ID,
    ver: '2.0',
    name: subject.person.displayName,
    preferred_username: subject.person.userPrincipalName,
    ...contextClaim(tenant, subject),
  };
}

/**
 * Claims of an access token that an application has by itself: `roles` are the application permissions it was
 * assigned, and there is no person and no `scp`. Undefined: the application has no service principal here.
 */
export function appTokenClaims(tenant: Tenant, clientId: string): Record<string, unknown> | undefined {
  const { servicePrincipals, appRoleAssignments } = tenant.shelves;
  const principal = [...servicePrincipals.values()].find((one) => one['appId'] === clientId);
  if (principal === undefined) return undefined;
  const assigned = [...appRoleAssignments.values()].filter((one) => one['principalId'] === principal.id);
  const names = assigned.map((one) => appRoleNames.get(String(one['appRoleId'])));
  return {
    oid: principal.id,
    sub: principal.id,
    tid: SIMULATED_TENANT_ID,
    ver: '2.0',
    idtyp: 'app',
    appid: clientId,
    azp: clientId,
    app_displayname: principal['displayName'],
    roles: names.filter((name) => name !== undefined),
  };
}

/** Claims of an access token for Graph, beside issuer, audience and times. `wids` are active role templates. */
export function accessTokenClaims(
  tenant: Tenant,
  subject: TokenSubject,
  application: { readonly clientId: string; readonly scope: string },
): Record<string, unknown> {
  const capabilities = subject.claims.access_token?.['xms_cc']?.values;
  return {
    oid: subject.person.id,
    tid: SIMULATED_TENANT_ID,
    ver: '2.0',
    appid: application.clientId,
    azp: application.clientId,
    name: subject.person.displayName,
    upn: subject.person.userPrincipalName,
    preferred_username: subject.person.userPrincipalName,
    scp: application.scope,
    wids: [...activeRolesOf(tenant, subject.person.id)],
    ...(capabilities === undefined ? {} : { xms_cc: capabilities }),
    ...contextClaim(tenant, subject),
  };
}
