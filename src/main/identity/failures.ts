import { AuthError, InteractionRequiredAuthError, ServerError } from '@azure/msal-node';
import { connectionTrouble } from '../net/index.ts';
import { IdentityError } from './port.ts';

/** Error codes by which a person says no, or our own answer to an abandoned sign-in. Source: RFC 6749, 4.1.2.1. */
const declined = new Set(['access_denied', 'user_cancelled', 'authentication_canceled']);

/** The cause for the log: MSAL's messages may quote addresses and claims, so the code alone is kept. */
const codeOnly = (cause: unknown): Error =>
  new Error(cause instanceof AuthError ? cause.errorCode : cause instanceof Error ? cause.name : 'unknown');

/**
 * Maps a failure once, at the edge.
 *
 * @param trouble the rejected request, where the network was the reason
 * @param fallback the code for what the service refused
 */
export const identityError = (
  cause: unknown,
  trouble: unknown,
  fallback: 'sign-in.failed' | 'tenant.signed-out',
): IdentityError => {
  if (cause instanceof IdentityError) return cause;
  if (trouble !== undefined) {
    const { trusted } = connectionTrouble(trouble);
    return new IdentityError(trusted ? 'tenant.unreachable' : 'tenant.untrusted', codeOnly(trouble));
  }
  if (cause instanceof InteractionRequiredAuthError) {
    return new IdentityError('tenant.signed-out', codeOnly(cause));
  }
  const refused = cause instanceof ServerError && declined.has(cause.errorCode);
  return new IdentityError(refused ? 'sign-in.cancelled' : fallback, codeOnly(cause));
};
