import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { problemCode } from '../../../shared/index.ts';
import { DirectoryError } from '../port.ts';
import { traceOf, type Call } from './call.ts';
import { claimsChallenge } from './challenge.ts';
import { unexpected } from './no-answer.ts';
import { requestOf } from './transport.ts';

/** Gives an access token; with claims, one that answers the service's challenge. */
export type AccessToken = (claims?: string) => Promise<string>;

const signedOut = (call: Call, cause: unknown): DirectoryError => {
  // The identity feature's own code says more, such as that the sign-in host cannot be reached.
  const named = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  const code = problemCode.safeParse(named);
  return new DirectoryError(code.success ? code.data : 'tenant.signed-out', {
    outcome: 'none',
    retryable: false,
    trace: traceOf(call.context),
    cause,
  });
};

/** What an answer asks of the token: claims, or (after a plain 401) merely another one. Null: nothing. */
const askedOf = (response: Response | undefined): { readonly claims: string | null } | null => {
  if (response?.status !== 401 && response?.status !== 403) return null;
  const claims = claimsChallenge(response.headers.get('www-authenticate'));
  return claims === null && response.status === 403 ? null : { claims };
};

/**
 * Puts the token on a request to the configured host, and on no other: a next link that leads elsewhere ends the
 * call. A 401, or a 403 with a claims challenge, is answered with a fresh token once; the service refused before it
 * did anything, so this holds for every kind of call. Source: continuous access evaluation, claims challenges.
 */
export const authentication = (options: {
  readonly call: Call;
  readonly graphHost: string;
  readonly accessToken: AccessToken;
}): Middleware => {
  const { call } = options;
  const origin = new URL(options.graphHost).origin;
  let next: Middleware | undefined;
  let answered = false;

  const tokenFor = async (claims?: string): Promise<string> => {
    try {
      return await options.accessToken(claims);
    } catch (cause) {
      throw signedOut(call, cause);
    }
  };
  const send = async (context: Context, token: string): Promise<void> => {
    const headers = new Headers(requestOf(context).init.headers);
    headers.set('authorization', `Bearer ${token}`);
    context.options = { ...context.options, headers: Object.fromEntries(headers) };
    await next?.execute(context);
  };

  const answerChallenge = async (context: Context, used: string): Promise<void> => {
    const asked = askedOf(context.response);
    if (answered || asked === null) return;
    answered = true;
    const { claims } = asked;
    const token = await tokenFor(claims ?? undefined);
    if (claims !== null || token !== used) await send(context, token);
  };

  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      if (new URL(requestOf(context).address).origin !== origin) throw unexpected(call, undefined);
      const token = await tokenFor();
      await send(context, token);
      await answerChallenge(context, token);
    },
  };
};
