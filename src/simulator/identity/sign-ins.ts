import type { PassMethod, SignIn, SignInMethod } from '../tenant/model.ts';
import { passEnd } from '../tenant/passes.ts';
import { newGuid, type Tenant } from '../tenant/tenant.ts';

export interface CompletedSignIn {
  readonly userId: string;
  readonly method: SignInMethod;
  /** The pass used, when it was one. */
  readonly pass?: PassMethod;
}

/** Remembers a sign-in. What came from a pass ends when the pass does. */
export function rememberSignIn(tenant: Tenant, completed: CompletedSignIn): SignIn {
  const signIn: SignIn = {
    id: newGuid(tenant),
    userId: completed.userId,
    method: completed.method,
    at: tenant.clock.now(),
    endsAt: completed.pass === undefined ? null : passEnd(completed.pass),
  };
  tenant.signIns.set(signIn.id, signIn);
  return signIn;
}

/** The sign-in behind a session or token, as long as it counts: not revoked, not ended, account enabled. */
export function standingSignIn(tenant: Tenant, signInId: string | undefined): SignIn | undefined {
  const signIn = signInId === undefined ? undefined : tenant.signIns.get(signInId);
  if (signIn === undefined) return undefined;
  const person = tenant.people.get(signIn.userId);
  const ended = signIn.endsAt !== null && tenant.clock.now() >= signIn.endsAt;
  const revoked = person === undefined || signIn.at < person.sessionsValidFrom;
  return ended || revoked || !person.accountEnabled ? undefined : signIn;
}

/** Which of the asked authentication contexts a sign-in meets: those of this tenant, and only by a passkey. */
export function metContexts(
  tenant: Tenant,
  signIn: SignIn | undefined,
  wanted: readonly string[],
): readonly string[] {
  if (signIn?.method !== 'fido2') return [];
  return wanted.filter((context) => tenant.policies.authenticationContexts.has(context));
}
