import type { PassMethod, Person } from './model.ts';
import { isReached } from './registering.ts';
import { methodsOf, newGuid, type Tenant } from './tenant.ts';

/** What a caller asks of a new pass; absent members take the policy's defaults. Times in milliseconds. */
export interface PassRequest {
  readonly startsAt?: number | undefined;
  readonly lifetimeMinutes?: number | undefined;
  readonly usableOnce?: boolean | undefined;
}

/** Why no pass was made: the message is Graph's own. */
export interface PassRefusal {
  readonly kind: 'refused';
  readonly message: string;
}

/** Values of methodUsabilityReason (Graph v1.0, temporaryAccessPassAuthenticationMethod). */
export type UsabilityReason =
  'EnabledByPolicy' | 'DisabledByPolicy' | 'Expired' | 'NotYetValid' | 'OneTimeUsed';

// Letters and digits that cannot be taken for each other, and some of the symbols Entra uses.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789+*#!$%=';

/** `length` characters without modulo bias. */
function passText(tenant: Tenant, length: number): string {
  const limit = 256 - (256 % ALPHABET.length);
  let text = '';
  while (text.length < length) {
    const usable = [...tenant.randomBytes(length * 2)].filter((byte) => byte < limit);
    text += usable.map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  }
  return text.slice(0, length);
}

/** Whether the pass policy reaches a person: enabled, in an include target and in no exclude target. */
export function inPassScope(tenant: Tenant, userId: string): boolean {
  const { pass } = tenant.policies;
  return pass.state === 'enabled' && isReached(tenant, userId, pass);
}

/** An account of another organisation, which cannot be given a pass. */
export function isExternalGuest(person: Person): boolean {
  return (
    person.userType === 'Guest' &&
    (person.creationType === 'Invitation' || person.userPrincipalName.includes('#EXT#'))
  );
}

function refusalFor(tenant: Tenant, person: Person, request: PassRequest): PassRefusal | undefined {
  const policy = tenant.policies.pass;
  const refused = (message: string): PassRefusal => ({ kind: 'refused', message });
  if (isExternalGuest(person))
    return refused('Temporary Access Pass cannot be added to an external guest user.');
  if (!inPassScope(tenant, person.id)) {
    return refused(
      'Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].',
    );
  }
  const lifetime = request.lifetimeMinutes ?? policy.defaultLifetimeInMinutes;
  const minimum = Math.max(10, policy.minimumLifetimeInMinutes);
  const maximum = Math.min(43_200, policy.maximumLifetimeInMinutes);
  if (lifetime < minimum || lifetime > maximum) {
    return refused(`Invalid LifetimeInMinutes specified. The valid range between ${minimum} and ${maximum}.`);
  }
  return undefined;
}

/**
 * Makes a pass, replacing one that is there (Graph: a second POST replaces the first silently). Under a one-time
 * policy the pass is forced one-time: Graph documents no answer for that, so callers must compare.
 */
export function issuePass(tenant: Tenant, person: Person, request: PassRequest): PassMethod | PassRefusal {
  const refusal = refusalFor(tenant, person, request);
  if (refusal !== undefined) return refusal;
  const policy = tenant.policies.pass;
  const now = tenant.clock.now();
  const pass: PassMethod = {
    kind: 'pass',
    id: newGuid(tenant),
    createdAt: now,
    startsAt: request.startsAt ?? now,
    lifetimeMinutes: request.lifetimeMinutes ?? policy.defaultLifetimeInMinutes,
    usableOnce: policy.isUsableOnce || (request.usableOnce ?? false),
    text: passText(tenant, policy.defaultLength),
    visibleAt: now + tenant.settings.propagationMs,
    usedAt: null,
  };
  const others = methodsOf(tenant, person.id).filter((method) => method.kind !== 'pass');
  tenant.methods.set(person.id, [...others, pass]);
  tenant.issuedPasses.push({ userId: person.id, id: pass.id, text: pass.text });
  return pass;
}

/** The pass a person has, live or not. */
export function passOf(tenant: Tenant, userId: string): PassMethod | undefined {
  return methodsOf(tenant, userId).find((method) => method.kind === 'pass');
}

/** When a pass ends, in milliseconds. Graph has no such property: it is the start plus the lifetime. */
export function passEnd(pass: PassMethod): number {
  return pass.startsAt + pass.lifetimeMinutes * 60_000;
}

/** Whether the pass can be used now, and why (not). */
export function usabilityOf(tenant: Tenant, userId: string, pass: PassMethod): UsabilityReason {
  const now = tenant.clock.now();
  if (now >= passEnd(pass)) return 'Expired';
  if (pass.usableOnce && pass.usedAt !== null) return 'OneTimeUsed';
  if (!inPassScope(tenant, userId)) return 'DisabledByPolicy';
  if (now < pass.startsAt || now < pass.visibleAt) return 'NotYetValid';
  return 'EnabledByPolicy';
}

/** A pass that somebody could still sign in with, now or later. */
export function isLive(tenant: Tenant, pass: PassMethod): boolean {
  return tenant.clock.now() < passEnd(pass) && !(pass.usableOnce && pass.usedAt !== null);
}

/** The answer to a pass typed at sign-in; the codes are Entra's. */
export type PassCheck =
  | { readonly kind: 'accepted'; readonly pass: PassMethod }
  | {
      readonly kind: 'rejected';
      readonly code: 'AADSTS130504' | 'AADSTS130507' | 'AADSTS130501';
      readonly text: string;
    };

/** Checks a typed pass and uses it up when it is right. */
export function usePass(tenant: Tenant, userId: string, typed: string): PassCheck {
  const pass = passOf(tenant, userId);
  const rejected = (code: 'AADSTS130504' | 'AADSTS130507' | 'AADSTS130501', text: string): PassCheck => ({
    kind: 'rejected',
    code,
    text,
  });
  if (pass?.text !== typed) {
    return rejected('AADSTS130507', 'The Temporary Access Pass could not be found or verified.');
  }
  switch (usabilityOf(tenant, userId, pass)) {
    case 'EnabledByPolicy':
      pass.usedAt = tenant.clock.now();
      return { kind: 'accepted', pass };
    case 'Expired':
      return rejected('AADSTS130504', 'The Temporary Access Pass has expired.');
    case 'DisabledByPolicy':
      return rejected('AADSTS130501', 'Sign-in was blocked due to User Credential Policy.');
    case 'OneTimeUsed':
    case 'NotYetValid':
      return rejected('AADSTS130507', 'The Temporary Access Pass could not be found or verified.');
  }
}
