import { z } from 'zod';
import { rememberSignIn } from '../identity/sign-ins.ts';
import { changePassword } from '../security-info/password.ts';
import { audit, logSignIn, personTarget } from '../tenant/logs.ts';
import type { AuthenticatorMethod, Fido2Method, Method, Person } from '../tenant/model.ts';
import { barredWithPass, isInterrupted } from '../tenant/pass-barred.ts';
import { usePass } from '../tenant/passes.ts';
import { answerOnPhone } from '../tenant/phone-prompts.ts';
import { acceptsPasskey, maySetAuthenticatorUp, maySetPasskeysUp } from '../tenant/registering.ts';
import { addMethod, findPerson, methodsOf, newGuid, type Tenant } from '../tenant/tenant.ts';
import { PAGE_CLIENT_ID } from '../town/applications.ts';
import type { Answer } from './control.ts';
import { createPhonePasskey, type PhonePasskey } from './phone-passkey.ts';

const phone = z.strictObject({
  userPrincipalName: z.string(),
  pass: z.string(),
  register: z.enum(['authenticator', 'passkey']),
});

/** The two Authenticator apps' model ids; this is the one for Android. */
const AUTHENTICATOR_AAGUID = 'de1e552d-db1d-4423-a619-566b625cdc84';

interface NewMethod {
  readonly method: AuthenticatorMethod | Fido2Method;
  /** What the phone keeps of a passkey. */
  readonly passkey: PhonePasskey['kept'] | null;
}

function newMethod(tenant: Tenant, person: Person, kind: 'authenticator' | 'passkey'): NewMethod {
  if (kind === 'authenticator') {
    const method = {
      kind: 'authenticator',
      id: newGuid(tenant),
      displayName: 'New phone',
      createdAt: null,
      deviceTag: 'SoftwareTokenActivated',
      phoneAppVersion: '6.2611.1',
    } as const;
    return { method, passkey: null };
  }
  const { credential, kept } = createPhonePasskey(person.id);
  const method = {
    kind: 'fido2',
    id: credential.id,
    displayName: 'New phone',
    createdAt: tenant.clock.now(),
    aaGuid: AUTHENTICATOR_AAGUID,
    model: 'Microsoft Authenticator',
    attestationLevel: 'notAttested',
    passkeyType: 'deviceBound',
    credential,
  } as const;
  return { method, passkey: kept };
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
  const barred = barredWithPass(tenant, person.id, 'phone');
  if (barred !== undefined) return [403, { message: `${barred.text} (${barred.code})` }];
  const { method, passkey } = newMethod(tenant, person, parsed.data.register);
  if (method.kind === 'fido2' && isInterrupted(tenant, person.id)) {
    return [403, { message: 'Passkeys cannot be set up while you have to register at sign-in.' }];
  }
  if (!allows(tenant, person, method)) return [403, { message: 'Your organization does not allow that.' }];
  addMethod(tenant, person.id, method);
  auditRegistered(tenant, person, method);
  return [200, { id: method.id, ...(passkey === null ? {} : { passkey }) }];
}

const approval = z.strictObject({ userPrincipalName: z.string(), number: z.string().nullable() });

/** Somebody types the number of the sign-in page at the phone; null denies it. */
export function approveOnPhone(tenant: Tenant, body: unknown): Answer {
  const parsed = approval.safeParse(body);
  if (!parsed.success) return [400, { message: 'userPrincipalName and number (or null) are needed.' }];
  const person = findPerson(tenant, parsed.data.userPrincipalName);
  const state = person === undefined ? 'none' : answerOnPhone(tenant, person.id, parsed.data.number);
  return state === 'none' ? [404, { message: 'Nothing waits for that phone.' }] : [200, { state }];
}

const ofPhone = (method: Method): boolean =>
  method.kind === 'authenticator' || (method.kind === 'fido2' && method.aaGuid === AUTHENTICATOR_AAGUID);

const whose = z.strictObject({ userPrincipalName: z.string() });

/** Somebody signs in on the phone itself, at the page of the own sign-in methods, with what is on that phone. */
export function signInOnPhone(tenant: Tenant, body: unknown): Answer {
  const parsed = whose.safeParse(body);
  if (!parsed.success) return [400, { message: 'userPrincipalName is needed.' }];
  const person = findPerson(tenant, parsed.data.userPrincipalName);
  const method = person === undefined ? undefined : methodsOf(tenant, person.id).findLast(ofPhone);
  if (person === undefined || method === undefined) return [403, { message: 'Nothing is on that phone.' }];
  const signIn = rememberSignIn(tenant, {
    userId: person.id,
    method: method.kind === 'fido2' ? 'fido2' : 'authenticator',
  });
  logSignIn(tenant, { signIn, appId: PAGE_CLIENT_ID, appDisplayName: 'Security info', registers: true });
  return [200, { id: signIn.id }];
}

const fresh = z.strictObject({ userPrincipalName: z.string(), password: z.string().min(8) });

/** The same page, for a new password: whoever signs in there with what is on that phone may set one. */
export function changePasswordOnPhone(tenant: Tenant, body: unknown): Answer {
  const parsed = fresh.safeParse(body);
  if (!parsed.success) return [400, { message: 'userPrincipalName and password are needed.' }];
  const signedIn = signInOnPhone(tenant, { userPrincipalName: parsed.data.userPrincipalName });
  const person = findPerson(tenant, parsed.data.userPrincipalName);
  if (signedIn[0] !== 200 || person === undefined) return signedIn;
  changePassword(tenant, person, parsed.data.password);
  return [200, {}];
}
