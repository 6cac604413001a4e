import { z } from 'zod';
import { audit, personTarget } from '../tenant/logs.ts';
import type { AuthenticatorMethod, Fido2Method, Person } from '../tenant/model.ts';
import { usePass } from '../tenant/passes.ts';
import { acceptsPasskey, maySetAuthenticatorUp, maySetPasskeysUp } from '../tenant/registering.ts';
import { findPerson, methodsOf, newGuid, type Tenant } from '../tenant/tenant.ts';
import type { Answer } from './control.ts';

const phone = z.strictObject({
  userPrincipalName: z.string(),
  pass: z.string(),
  register: z.enum(['authenticator', 'passkey']),
});

/** The two Authenticator apps' model ids; this is the one for Android. */
const AUTHENTICATOR_AAGUID = 'de1e552d-db1d-4423-a619-566b625cdc84';

function newMethod(tenant: Tenant, kind: 'authenticator' | 'passkey'): AuthenticatorMethod | Fido2Method {
  const base = { id: newGuid(tenant), displayName: 'New phone' };
  return kind === 'authenticator'
    ? {
        ...base,
        kind: 'authenticator',
        createdAt: null,
        deviceTag: 'SoftwareTokenActivated',
        phoneAppVersion: '6.2611.1',
      }
    : {
        ...base,
        kind: 'fido2',
        createdAt: tenant.clock.now(),
        aaGuid: AUTHENTICATOR_AAGUID,
        model: 'Microsoft Authenticator',
        attestationLevel: 'notAttested',
        passkeyType: 'deviceBound',
        credential: null,
      };
}

const allows = (tenant: Tenant, person: Person, method: AuthenticatorMethod | Fido2Method): boolean =>
  method.kind === 'authenticator'
    ? maySetAuthenticatorUp(tenant, person.id)
    : maySetPasskeysUp(tenant, person.id) && acceptsPasskey(tenant, person.id, method);

function auditRegistered(tenant: Tenant, person: Person, method: AuthenticatorMethod | Fido2Method): void {
  const reason =
    method.kind === 'fido2'
      ? 'User registered Fido'
      : 'User registered Authenticator App with Notification and Code';
  audit(tenant, {
    activity: 'User registered security info',
    service: 'Authentication Methods',
    category: 'UserManagement',
    operation: 'Add',
    reason,
    by: { kind: 'user', id: person.id, userPrincipalName: person.userPrincipalName },
    targets: [personTarget(tenant, person.id)],
  });
}

/**
 * Somebody registers on the own phone: signs in there with a pass and adds Authenticator or a passkey in it. The
 * pass is used up before the tenant says what it allows, as at the real sign-in.
 */
export function registerOnPhone(tenant: Tenant, body: unknown): Answer {
  const parsed = phone.safeParse(body);
  if (!parsed.success)
    return [400, { message: 'userPrincipalName, pass and register (authenticator, passkey) are needed.' }];
  const person = findPerson(tenant, parsed.data.userPrincipalName);
  if (person === undefined) return [404, { message: 'There is nobody with that user name.' }];
  const check = usePass(tenant, person.id, parsed.data.pass);
  if (check.kind === 'rejected') return [403, { message: `${check.text} (${check.code})` }];
  const method = newMethod(tenant, parsed.data.register);
  if (!allows(tenant, person, method)) return [403, { message: 'Your organization does not allow that.' }];
  tenant.methods.set(person.id, [...methodsOf(tenant, person.id), method]);
  auditRegistered(tenant, person, method);
  return [200, { id: method.id }];
}
