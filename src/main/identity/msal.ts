import { ProtocolMode, PublicClientApplication, type AuthenticationResult } from '@azure/msal-node';
import { identityError } from './failures.ts';
import { createSession } from './session.ts';
import { validated, type Validated } from './claims.ts';
import { signInInWindow, type Interactive } from './interactive.ts';
import { createNetwork, type Fetch, type Network } from './network.ts';
import { IdentityError, type Identity } from './port.ts';

/** What signing in needs from outside. */
export interface MsalIdentityOptions {
  readonly clientId: string;
  /** Such as `https://login.microsoftonline.com/TENANT`. */
  readonly authority: string;
  /** Hosts (with their ports) that are no clouds of Microsoft's own but may issue. */
  readonly knownAuthorities: readonly string[];
  /** `AAD` for Entra; `OIDC` for any other service, such as the simulated tenant's. */
  readonly protocolMode: 'AAD' | 'OIDC';
  /** The operator's permissions by their full names, such as `https://graph.microsoft.com/User.Read.All`. */
  readonly scopes: readonly string[];
  readonly fetch: Fetch;
  readonly clock: { readonly now: () => number };
  readonly log?: {
    readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
    readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  };
  /** How long a person may take, in milliseconds; ten minutes when left out. */
  readonly timeoutMs?: number;
}

/** One MSAL client, and what its requests came to. */
interface Client {
  readonly application: PublicClientApplication;
  readonly network: Network;
}

const defaultTimeoutMs = 600_000;

/** Tells the service that its tokens may be revoked at any moment. Source: continuous access evaluation. */
const revocable = ['CP1'];

/** Asks for an authentication context in the ID token. Source: Entra, "claims challenge, acrs". */
const contextClaims = (context: string): string =>
  JSON.stringify({ id_token: { acrs: { essential: true, value: context } } });

const createClient = (options: MsalIdentityOptions, clientCapabilities: readonly string[]): Client => {
  const { clientId, authority } = options;
  const network = createNetwork(options.fetch);
  const application = new PublicClientApplication({
    auth: {
      clientId,
      authority,
      knownAuthorities: [...options.knownAuthorities],
      clientCapabilities: [...clientCapabilities],
    },
    system: { networkClient: network.client, protocolMode: ProtocolMode[options.protocolMode] },
  });
  return { application, network };
};

const signIn = async (
  options: MsalIdentityOptions,
  client: Client,
  how: Pick<Interactive, 'request' | 'window' | 'signal'>,
): Promise<{ readonly result: AuthenticationResult; readonly who: Validated }> => {
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const startedAt = options.clock.now();
  try {
    const result = await signInInWindow({ ...how, client: client.application, timeoutMs });
    const now = options.clock.now();
    const who = validated(result.idTokenClaims, { ...options, now });
    options.log?.info('identity.signed-in', { ms: now - startedAt });
    return { result, who };
  } catch (cause) {
    const error = identityError(cause, client.network.trouble(), 'sign-in.failed');
    // Not `code`: the log hides that name, since sign-in codes carry it.
    options.log?.warn('identity.not-signed-in', { problem: error.code, cause: String(error.cause) });
    throw error;
  }
};

/**
 * Signing in by MSAL: authorization code with PKCE, the answer by form_post to the loopback, in a window of our own.
 * Tokens are in memory alone; every sign-in has a client, and so a cache, of its own.
 */
export const createMsalIdentity = (options: MsalIdentityOptions): Identity => ({
  signInOperator: async (window, signal) => {
    const client = createClient(options, revocable);
    const request = { scopes: [...options.scopes], prompt: 'select_account' };
    const { result, who } = await signIn(options, client, { request, window, signal });
    if (result.account === null) throw new IdentityError('sign-in.failed');
    return createSession(options, client, { account: result.account, result, who });
  },
  signInSecond: async ({ scopes }, window, signal) => {
    const client = createClient(options, revocable);
    // Whoever answers for something proves who they are now; a session left in a browser does not count.
    const request = { scopes: [...scopes], prompt: 'login' };
    const { result, who } = await signIn(options, client, { request, window, signal });
    if (result.account === null) throw new IdentityError('sign-in.failed');
    const session = createSession({ ...options, scopes }, client, { account: result.account, result, who });
    return { ...session, signedInAt: who.issuedAt };
  },
  proveSignIn: async (ask, window, signal) => {
    const context = ask.authenticationContext;
    const client = createClient(options, []);
    const request = {
      scopes: ['openid', 'profile'],
      // Never an existing session: the proof is that the new method works now.
      prompt: 'login',
      loginHint: ask.userPrincipalName,
      ...(context === null ? {} : { claims: contextClaims(context) }),
    };
    const { who } = await signIn(options, client, { request, window, signal });
    if (context !== null && !who.contexts.includes(context)) throw new IdentityError('retest.not-proven');
    return { account: who.account, authenticationContext: context, issuedAt: who.issuedAt };
  },
});
