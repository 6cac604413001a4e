import type Provider from 'oidc-provider';
import type { SignIn } from '../tenant/model.ts';
import { standingSignIn } from '../identity/sign-ins.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { cookieOf, redirect, type Exchange } from '../wire/exchange.ts';

export interface SessionDependencies {
  readonly tenant: Tenant;
  readonly provider: Provider;
  readonly origin: string;
  readonly issuer: string;
  readonly pageClientId: string;
}

/** How long after a sign-in somebody may still register something (Entra: 10 minutes after a one-time pass). */
export const REGISTRATION_WINDOW_MS = 10 * 60_000;

const COOKIE = 'simulated-security-info';
/** Pages that a sign-in comes back to. */
const pages = ['/security-info', '/security-info/password'] as const;

const token = (tenant: Tenant) => Buffer.from(tenant.randomBytes(32)).toString('base64url');

/** The page's own session, begun by a sign-in at the provider. */
export interface PageSessions {
  /** The sign-in behind the request, when it still counts. */
  readonly signInOf: (exchange: Exchange) => SignIn | undefined;
  /** Sends the browser to sign in; `again`: also when there is a session. */
  readonly sendToSignIn: (
    exchange: Exchange,
    ask: { readonly loginHint: string; readonly again: boolean },
  ) => void;
  /** Takes the answer of the provider and comes back to the page. */
  readonly comeBack: (exchange: Exchange) => Promise<void>;
}

/**
 * Sessions of the security-info page. The code that comes back is redeemed in the same process, so the page needs
 * no token: it only learns which sign-in stands behind it.
 */
export function createPageSessions(deps: SessionDependencies): PageSessions {
  /** Which page each sign-in under way was asked for. */
  const pending = new Map<string, string>();
  const sessions = new Map<string, string>();

  const sendToSignIn: PageSessions['sendToSignIn'] = (exchange, ask) => {
    const state = token(deps.tenant);
    pending.set(state, pages.find((one) => one === exchange.url.pathname) ?? '/security-info');
    const query = new URLSearchParams({
      client_id: deps.pageClientId,
      response_type: 'code',
      redirect_uri: `${deps.origin}/security-info/return`,
      scope: 'openid profile',
      // Never compared: the code is redeemed here, by its own value.
      code_challenge: token(deps.tenant),
      code_challenge_method: 'S256',
      state,
      ...(ask.loginHint === '' ? {} : { login_hint: ask.loginHint }),
      ...(ask.again ? { prompt: 'login' } : {}),
    });
    redirect(exchange.response, `${deps.issuer}/authorize?${query.toString()}`);
  };

  return {
    signInOf: (exchange) => {
      const cookie = cookieOf(exchange.request, COOKIE);
      return standingSignIn(deps.tenant, cookie === undefined ? undefined : sessions.get(cookie));
    },
    sendToSignIn,
    comeBack: async (exchange) => {
      const { searchParams } = exchange.url;
      const state = searchParams.get('state') ?? '';
      const back = pending.get(state);
      pending.delete(state);
      const code = await deps.provider.AuthorizationCode.find(searchParams.get('code') ?? '');
      if (back === undefined || code?.acr === undefined) {
        redirect(exchange.response, '/security-info');
        return;
      }
      await code.consume();
      const id = token(deps.tenant);
      sessions.set(id, code.acr);
      exchange.response.setHeader(
        'set-cookie',
        `${COOKIE}=${id}; Path=/security-info; Secure; HttpOnly; SameSite=Lax`,
      );
      // Without the hint: somebody who signed in as somebody else on purpose would be sent round in circles.
      redirect(exchange.response, back);
    },
  };
}
