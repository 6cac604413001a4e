import type { AccountInfo, AuthenticationResult, PublicClientApplication } from '@azure/msal-node';
import type { Validated } from './claims.ts';
import { identityError } from './failures.ts';
import type { Network } from './network.ts';
import { IdentityError, type OperatorSession } from './port.ts';

/** What of an MSAL client a session uses. */
export interface SessionClient {
  readonly application: Pick<PublicClientApplication, 'acquireTokenSilent' | 'signOut' | 'clearCache'>;
  readonly network: Pick<Network, 'trouble'>;
}

/** A token as it is held; `usableUntil` in epoch milliseconds. */
interface HeldToken {
  readonly text: string;
  readonly usableUntil: number;
}

/** A token is renewed this long before it ends, so that none ends on its way. */
const marginMs = 300_000;

const heldOf = ({ accessToken, expiresOn }: AuthenticationResult): HeldToken => ({
  text: accessToken,
  usableUntil: (expiresOn?.getTime() ?? 0) - marginMs,
});

/**
 * The session of somebody who has signed in. The token is held here as well as in MSAL's cache: MSAL finds one
 * only when the service names the granted permissions exactly as they were asked for, and otherwise goes to the
 * service for every single call.
 */
export const createSession = (
  options: { readonly scopes: readonly string[]; readonly clock: { readonly now: () => number } },
  client: SessionClient,
  signedIn: {
    readonly account: AccountInfo;
    readonly result: AuthenticationResult;
    readonly who: Validated;
  },
): OperatorSession => {
  const { application, network } = client;
  let held: HeldToken | null = heldOf(signedIn.result);
  let signedOut = false;
  let renewing: Promise<string> | null = null;

  const acquire = async (claims?: string): Promise<string> => {
    try {
      const result = await application.acquireTokenSilent({
        scopes: [...options.scopes],
        account: signedIn.account,
        ...(claims === undefined ? {} : { claims }),
      });
      if (!signedOut) held = heldOf(result);
      return result.accessToken;
    } catch (cause) {
      throw identityError(cause, network.trouble(), 'tenant.signed-out');
    }
  };
  /** Calls that find the token used up at the same moment share one renewal. */
  const renew = (): Promise<string> => {
    renewing ??= acquire().finally(() => {
      renewing = null;
    });
    return renewing;
  };

  return {
    account: signedIn.who.account,
    accessToken: async (claims) => {
      if (signedOut) throw new IdentityError('tenant.signed-out');
      if (claims !== undefined) return acquire(claims);
      return held !== null && options.clock.now() < held.usableUntil ? held.text : renew();
    },
    signOut: async () => {
      signedOut = true;
      held = null;
      await application.signOut({ account: signedIn.account });
      application.clearCache();
    },
  };
};
