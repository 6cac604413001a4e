import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Identity, SignInWindow } from '../../../src/main/identity/index.ts';
import { approverScopesOf } from '../../../src/main/config/index.ts';
import { directoryErrorOf, identityErrorOf } from '../../support/failures.ts';
import { directoryOf, identityOf, newContext, signIn, windowOf } from '../../support/operator.ts';
import { fetchTrusting, startTenant, type Fetch, type SimulatedTenant } from '../../support/tenant.ts';

let tenant: SimulatedTenant;
let identity: Identity;

beforeAll(async () => {
  tenant = await startTenant();
  identity = identityOf(tenant);
});
afterAll(async () => {
  await tenant.stop();
});

const { signal } = new AbortController();
const credentialsOf = (part: string) => {
  const { userPrincipalName, password } = tenant.person(part);
  return { userPrincipalName, ...(typeof password === 'string' ? { password } : {}) };
};

/** Whether somebody still listens where the sign-in's answer was to go. */
const listens = async (address: string | undefined): Promise<boolean> => {
  if (address === undefined) return false;
  const redirect = new URL(address).searchParams.get('redirect_uri') ?? '';
  return fetch(redirect.replace('localhost', '127.0.0.1')).then(
    () => true,
    () => false,
  );
};

describe("the operator's session", () => {
  it('names who signed in and works at Graph, and the window is closed', async () => {
    const window = windowOf(tenant, credentialsOf('operator'));
    const session = await identity.signInOperator(window, signal);
    const { id, userPrincipalName } = tenant.person('operator');
    expect(session.account).toMatchObject({ id, userPrincipalName, tenantId: tenant.facts.tenantId });
    expect(window.closed()).toBe(true);
    const { value } = await directoryOf(tenant, session).readOperator(newContext());
    expect(value.id).toBe(id);
  });

  it('asks with PKCE, a state and form_post, on the loopback', async () => {
    const window = windowOf(tenant, credentialsOf('operator'));
    await identity.signInOperator(window, signal);
    const { searchParams } = new URL(window.addresses[0] ?? '');
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('response_mode')).toBe('form_post');
    expect(searchParams.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
    expect(searchParams.get('state')).not.toBe('');
    expect(searchParams.get('prompt')).toBe('select_account');
    expect(searchParams.get('claims')).toContain('CP1');
    expect(await listens(window.addresses[0])).toBe(false);
  });

  it('gives the same token until a challenge asks for another', async () => {
    const session = await signIn(tenant, 'operator');
    const first = await session.accessToken();
    expect(await session.accessToken()).toBe(first);
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    expect(await session.accessToken(claims)).not.toBe(first);
  });

  it('gives no token after signing out', async () => {
    const session = await signIn(tenant, 'operator');
    await session.signOut();
    expect((await identityErrorOf(session.accessToken())).code).toBe('tenant.signed-out');
  });

  it('says that the sign-in service cannot be reached when that is why there is no token', async () => {
    let broken = false;
    const flaky: Fetch = (address, init) =>
      broken ? Promise.reject(new TypeError('fetch failed')) : tenant.fetch(address, init);
    const session = await identityOf(tenant, { fetch: flaky }).signInOperator(
      windowOf(tenant, credentialsOf('operator')),
      signal,
    );
    broken = true;
    expect((await identityErrorOf(session.accessToken('{"access_token":{}}'))).code).toBe(
      'tenant.unreachable',
    );
  });
});

describe("a second person's session beside the operator's", () => {
  const scopes = () => approverScopesOf(tenant.facts.graph);

  it('is asked for anew with no more than its own permissions, and reads who they are and their roles', async () => {
    const window = windowOf(tenant, credentialsOf('approver'));
    const session = await identity.signInSecond({ scopes: scopes() }, window, signal);
    expect(session.account.id).toBe(tenant.person('approver').id);
    expect(Math.abs(session.signedInAt - Date.now())).toBeLessThan(60_000);
    expect(window.closed()).toBe(true);
    const { searchParams } = new URL(window.addresses[0] ?? '');
    expect(searchParams.get('prompt')).toBe('login');
    const asked = searchParams
      .get('scope')
      ?.split(' ')
      .filter((one) => one.startsWith('https://'));
    expect(asked?.sort()).toEqual([...scopes()].sort());
    const directory = directoryOf(tenant, session);
    const { value } = await directory.readOperator(newContext());
    expect(value.id).toBe(session.account.id);
    expect(value.roles).toMatchObject({ known: true });
    expect(value.roles.known && value.roles.value.some((one) => one.how === 'active')).toBe(true);
    const refused = await directoryErrorOf(directory.listMethods(tenant.person('new-hire').id, newContext()));
    expect(refused.code).toBe('tenant.forbidden');
  });

  it('leaves the operator signed in when it ends', async () => {
    const operators = await signIn(tenant, 'operator');
    const window = windowOf(tenant, credentialsOf('approver'));
    const approvers = await identity.signInSecond({ scopes: scopes() }, window, signal);
    expect(await approvers.accessToken()).not.toBe(await operators.accessToken());
    await approvers.signOut();
    expect((await identityErrorOf(approvers.accessToken())).code).toBe('tenant.signed-out');
    const { value } = await directoryOf(tenant, operators).readOperator(newContext());
    expect(value.id).toBe(tenant.person('operator').id);
  });
});

describe('a sign-in that comes to nothing', () => {
  it('is cancelled when the person is not let in and closes the window', async () => {
    const window = windowOf(tenant, { ...credentialsOf('operator'), password: 'wrong' });
    const error = await identityErrorOf(identity.signInOperator(window, signal));
    expect(error.code).toBe('sign-in.cancelled');
    expect(await listens(window.addresses[0])).toBe(false);
  });

  it('runs out of time, and nothing listens any more', async () => {
    const addresses: string[] = [];
    const idle: SignInWindow = {
      open: (address) => {
        addresses.push(address);
        return Promise.resolve({ closed: new Promise(() => undefined), close: () => undefined });
      },
    };
    const hasty = identityOf(tenant, { timeoutMs: 2_000 });
    expect((await identityErrorOf(hasty.signInOperator(idle, signal))).code).toBe('sign-in.timed-out');
    await expect.poll(() => listens(addresses[0]), { timeout: 10_000 }).toBe(false);
  });

  it('is cancelled by the caller', async () => {
    const controller = new AbortController();
    const window: SignInWindow = {
      open: () => {
        controller.abort();
        return Promise.resolve({ closed: new Promise(() => undefined), close: () => undefined });
      },
    };
    const error = await identityErrorOf(identity.signInOperator(window, controller.signal));
    expect(error.code).toBe('sign-in.cancelled');
  });

  it('says that the service is not trusted, before any window opens', async () => {
    const strict = fetchTrusting(undefined);
    const window = windowOf(tenant, credentialsOf('operator'));
    const suspicious = identityOf(tenant, { fetch: strict.fetch });
    expect((await identityErrorOf(suspicious.signInOperator(window, signal))).code).toBe('tenant.untrusted');
    expect(window.addresses).toEqual([]);
    await strict.close();
  });
});

describe('the proof that somebody can sign in', () => {
  it('asks for a sign-in by that name anew and drops the tokens', async () => {
    const who = credentialsOf('lost-phone');
    const window = windowOf(tenant, who);
    const proof = await identity.proveSignIn(
      { userPrincipalName: who.userPrincipalName, authenticationContext: null },
      window,
      signal,
    );
    expect(proof.account.id).toBe(tenant.person('lost-phone').id);
    expect(proof.authenticationContext).toBeNull();
    expect(Math.abs(proof.issuedAt - Date.now())).toBeLessThan(60_000);
    const { searchParams } = new URL(window.addresses[0] ?? '');
    expect(searchParams.get('prompt')).toBe('login');
    expect(searchParams.get('login_hint')).toBe(who.userPrincipalName);
    expect(searchParams.get('scope')?.split(' ').sort()).toEqual(['offline_access', 'openid', 'profile']);
    expect(JSON.stringify(proof)).not.toMatch(/eyJ/);
  });

  it('names who really signed in, whoever was expected', async () => {
    const proof = await identity.proveSignIn(
      { userPrincipalName: '', authenticationContext: null },
      windowOf(tenant, credentialsOf('lost-phone')),
      signal,
    );
    expect(proof.account.id).toBe(tenant.person('lost-phone').id);
  });

  it('is not given by a password when an authentication context was asked for', async () => {
    const who = credentialsOf('lost-phone');
    const window = windowOf(tenant, who);
    const ask = { userPrincipalName: who.userPrincipalName, authenticationContext: 'c1' };
    const error = await identityErrorOf(identity.proveSignIn(ask, window, signal));
    expect(error.code).toBe('sign-in.cancelled');
    const claims: unknown = JSON.parse(new URL(window.addresses[0] ?? '').searchParams.get('claims') ?? '');
    expect(claims).toMatchObject({ id_token: { acrs: { essential: true, value: 'c1' } } });
  });

  it('is not given where the token does not say that the context was met', async () => {
    const who = credentialsOf('lost-phone');
    const window = windowOf(tenant, who);
    // As if the service had not heard that a context was asked for.
    const deaf: SignInWindow = {
      open: (address) => {
        const without = new URL(address);
        without.searchParams.delete('claims');
        return window.open(without.href);
      },
    };
    const ask = { userPrincipalName: who.userPrincipalName, authenticationContext: 'c1' };
    expect((await identityErrorOf(identity.proveSignIn(ask, deaf, signal))).code).toBe('retest.not-proven');
  });
});
