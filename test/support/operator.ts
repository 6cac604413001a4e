import { randomUUID } from 'node:crypto';
import {
  createGraphDirectory,
  createReadAccess,
  type CallContext,
  type Directory,
} from '../../src/main/directory/index.ts';
import {
  createMsalIdentity,
  type Identity,
  type OperatorSession,
  type SignInWindow,
} from '../../src/main/identity/index.ts';
import { signInByHttp, type Credentials } from '../../src/main/cli/index.ts';
import type { Fetch, SimulatedTenant } from './tenant.ts';

/** The permissions that the desk asks an operator for. */
const permissions = [
  'User.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.ReadWrite.All',
  'GroupMember.ReadWrite.All',
  'RoleManagement.Read.Directory',
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'AdministrativeUnit.Read.All',
  'Policy.Read.AuthenticationMethod',
  'Policy.Read.All',
  'Domain.Read.All',
  'Device.Read.All',
  'AuditLog.Read.All',
  'User.RevokeSessions.All',
];

export const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };

/** Waits for real, or until the signal aborts. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

export const newContext = (signal?: AbortSignal): CallContext => ({
  correlationId: randomUUID(),
  ...(signal === undefined ? {} : { signal }),
});

/** Signing in against a simulated tenant, as the application does. */
export const identityOf = (
  tenant: SimulatedTenant,
  more: { readonly timeoutMs?: number; readonly fetch?: Fetch; readonly scopes?: readonly string[] } = {},
): Identity =>
  createMsalIdentity({
    clientId: tenant.facts.clientId,
    authority: tenant.facts.authority,
    knownAuthorities: [new URL(tenant.facts.authority).host],
    protocolMode: 'OIDC',
    scopes: permissions.map((name) => `${tenant.facts.graph}/${name}`),
    fetch: tenant.fetch,
    clock,
    ...more,
  });

/** A window in which the person with these credentials signs in by HTTP, and what became of it. */
export const windowOf = (
  tenant: SimulatedTenant,
  who: Credentials,
): SignInWindow & { readonly addresses: readonly string[]; readonly closed: () => boolean } => {
  const addresses: string[] = [];
  let shut = false;
  return {
    addresses,
    closed: () => shut,
    open: (address) => {
      addresses.push(address);
      const played = signInByHttp(tenant.fetch, address, who);
      // A person who is not let in closes the window in the end.
      const closed = played.then((complaint) =>
        complaint === null ? new Promise<void>(() => undefined) : undefined,
      );
      return Promise.resolve({
        closed,
        close: () => {
          shut = true;
        },
      });
    },
  };
};

/** Signs in who plays this part, by the demo password. */
export const signIn = (
  tenant: SimulatedTenant,
  part: string,
  asked: readonly string[] = permissions,
): Promise<OperatorSession> => {
  const { userPrincipalName, password } = tenant.person(part);
  if (typeof password !== 'string') throw new Error(`${part} has no password`);
  return identityOf(tenant, { scopes: asked.map((name) => `${tenant.facts.graph}/${name}`) }).signInOperator(
    windowOf(tenant, { userPrincipalName, password }),
    new AbortController().signal,
  );
};

export interface DirectoryOverrides {
  readonly fetch?: Fetch;
  readonly graphHost?: string;
  readonly accessToken?: (claims?: string) => Promise<string>;
  readonly timeoutMs?: number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The real Graph adapter on a simulated tenant. */
export const directoryOf = (
  tenant: SimulatedTenant,
  session: Pick<OperatorSession, 'accessToken'>,
  more: DirectoryOverrides = {},
): Directory => {
  const options = {
    graphHost: tenant.facts.graph,
    fetch: tenant.fetch,
    accessToken: session.accessToken,
    clock,
    random: () => 0,
    sleep,
    ...more,
  };
  const read = createReadAccess(options).readAccess;
  // Read once, as a desk does that has looked at the tenant before it opened.
  return createGraphDirectory({ ...options, access: { read, maximumAgeMs: Infinity } });
};
