import { interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import { findPerson, type Tenant } from '../tenant/tenant.ts';
import { readClaims, wantedContexts } from './parameters.ts';
import { metContexts, standingSignIn } from './sign-ins.ts';

const { Check, base } = interactionPolicy;

/** Whether somebody has just signed in during this request, so that asking again would never end. */
const justSignedIn = (ctx: KoaContextWithOIDC) => ctx.oidc.result?.login !== undefined;

function namesSomebodyElse(tenant: Tenant, ctx: KoaContextWithOIDC): boolean {
  const { session, params } = ctx.oidc;
  const hint = params?.['login_hint'];
  if (typeof hint !== 'string' || session?.accountId === undefined) return false;
  return findPerson(tenant, hint)?.id !== session.accountId;
}

function lacksContext(tenant: Tenant, ctx: KoaContextWithOIDC): boolean {
  const wanted = wantedContexts(readClaims(ctx.oidc.params?.['claims']));
  const signIn = standingSignIn(tenant, ctx.oidc.session?.acr);
  return wanted.length > 0 && metContexts(tenant, signIn, wanted).length === 0;
}

/**
 * When the sign-in page is shown although there is a session: another person is hinted at, the session has ended
 * or was revoked, or an authentication context is asked for that the sign-in did not meet. Nobody is asked for
 * consent: an administrator gave it.
 */
export function signInPrompts(tenant: Tenant): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.remove('consent');
  const check = (reason: string, asks: (tenant: Tenant, ctx: KoaContextWithOIDC) => boolean) =>
    new Check(
      reason,
      'Sign-in is required',
      'login_required',
      (ctx) => !justSignedIn(ctx) && asks(tenant, ctx),
    );
  const checks = policy.get('login')?.checks;
  checks?.add(check('login_hint', namesSomebodyElse));
  checks?.add(
    check('session_ended', (_, ctx) => {
      const session = ctx.oidc.session;
      return session?.accountId !== undefined && standingSignIn(tenant, session.acr) === undefined;
    }),
  );
  checks?.add(check('authentication_context', lacksContext));
  return policy;
}
