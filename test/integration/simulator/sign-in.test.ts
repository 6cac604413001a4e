import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSoftwareKey } from './authenticator.ts';
import { hiddenFields, visit } from './browser.ts';
import { issue, register, signInWithKey, signInWithPass } from './enrollee.ts';
import { createMsal, signIn } from './msal.ts';
import { CookieJar, startSimulator, type Simulator } from './simulator.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

const me = (token: string) => simulator.ask('/v1.0/me?$select=displayName', { token });

describe('signing in with MSAL', () => {
  it('gives an operator tokens like those of the v2.0 endpoint', async () => {
    const operator = simulator.userAs('operator');
    const result = await signIn(simulator, createMsal(simulator), {
      part: 'operator',
      scopes: ['User.Read.All'],
    });
    const access = decodeJwt(result.accessToken);
    expect(access).toMatchObject({
      iss: simulator.announced.authority,
      aud: simulator.announced.graph,
      oid: operator.id,
      tid: simulator.announced.tenantId,
      upn: operator.userPrincipalName,
      scp: 'User.Read.All',
    });
    expect(access['wids']).toEqual([
      'c4e39bd9-1100-46d3-8c65-fb160da0071f',
      '5d6b6bb7-de71-4623-b4af-96380a352509',
    ]);
    const id = decodeJwt(result.idToken);
    expect(id).toMatchObject({
      oid: operator.id,
      preferred_username: operator.userPrincipalName,
      name: 'Olga Operator',
    });
    for (const claims of [access, id]) expect(Object.keys(claims)).not.toContain('amr');
    for (const claims of [access, id]) expect(Object.keys(claims)).not.toContain('acrs');
    expect((await me(result.accessToken)).json()).toMatchObject({ displayName: 'Olga Operator' });
  });

  it.each([
    ['bare names', () => ['User.Read.All', 'Device.Read.All'], 'User.Read.All Device.Read.All'],
    ['full addresses', (graph: string) => [`${graph}/User.Read.All`], 'User.Read.All'],
  ])('takes scopes as %s', async (_name, scopes, expected) => {
    const asked = { part: 'operator', scopes: scopes(simulator.announced.graph) };
    const result = await signIn(simulator, createMsal(simulator), asked);
    expect(decodeJwt(result.accessToken)['scp']).toBe(expected);
  });

  it('gives everything that was granted for .default', async () => {
    const asked = { part: 'operator', scopes: [`${simulator.announced.graph}/.default`] };
    const result = await signIn(simulator, createMsal(simulator), asked);
    expect(String(decodeJwt(result.accessToken)['scp']).split(' ')).toEqual(
      expect.arrayContaining([
        'UserAuthMethod-TAP.ReadWrite.All',
        'GroupMember.ReadWrite.All',
        'AuditLog.Read.All',
      ]),
    );
  });

  it('renews a token silently, and no longer once the sessions are revoked', async () => {
    const msal = createMsal(simulator);
    const { account } = await signIn(simulator, msal, { part: 'operator-2', scopes: ['User.Read.All'] });
    if (account === null) throw new Error('no account');
    const silent = () => msal.acquireTokenSilent({ scopes: ['User.Read.All'], account, forceRefresh: true });
    expect((await me((await silent()).accessToken)).status).toBe(200);
    await simulator.ask(`/v1.0/users/${simulator.userAs('operator-2').id}/revokeSignInSessions`, {
      method: 'POST',
      token: simulator.announced.adminToken,
    });
    await expect(silent()).rejects.toThrow(/invalid_grant/);
  });

  it('asks the client back for interaction when a silent request needs an authentication context', async () => {
    const msal = createMsal(simulator);
    const { account } = await signIn(simulator, msal, { part: 'operator', scopes: ['User.Read.All'] });
    if (account === null) throw new Error('no account');
    const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
    const silent = msal.acquireTokenSilent({ scopes: ['User.Read.All'], account, claims });
    await expect(silent).rejects.toMatchObject({ errorCode: 'interaction_required' });
  });

  it('says that the client can handle claims challenges when the client said so', async () => {
    const result = await signIn(simulator, createMsal(simulator, ['CP1']), {
      part: 'operator',
      scopes: ['User.Read.All'],
    });
    expect(decodeJwt(result.accessToken)['xms_cc']).toEqual(['CP1']);
  });
});

/** Signs in through an authorization request of MSAL's kind and gives the ID token's claims. */
async function idTokenBy(open: (address: string) => Promise<{ text: string }>, claims: string) {
  const msal = createMsal(simulator);
  const result = await msal.acquireTokenInteractive({
    scopes: ['User.Read'],
    claims,
    openBrowser: async (address) => {
      const page = await open(address);
      const action = /action="(http:\/\/localhost[^"]*)"/.exec(page.text)?.[1] ?? '';
      await fetch(action, { method: 'POST', body: new URLSearchParams(hiddenFields(page.text)) });
    },
  });
  return decodeJwt(result.idToken);
}

const context = JSON.stringify({ id_token: { acrs: { essential: true, value: 'c1' } } });

describe('an authentication context', () => {
  it('is in the ID token when it was asked for and met by a passkey', async () => {
    const user = simulator.userAs('new-hire');
    const pass = await issue(simulator, user);
    const registering = new CookieJar();
    await signInWithPass(simulator, registering, { user, pass: pass.text });
    const key = createSoftwareKey();
    await register(simulator, registering, key);
    const jar = new CookieJar();
    const claims = await idTokenBy(
      async (address) =>
        signInWithKey(simulator, jar, { page: await visit({ simulator, jar }, address), key }),
      context,
    );
    expect(claims['acrs']).toEqual(['c1']);
    expect(claims['oid']).toBe(user.id);
  });

  it('cannot be met by a password', async () => {
    const user = simulator.userAs('operator');
    const jar = new CookieJar();
    const query = new URLSearchParams({
      client_id: simulator.announced.clientId,
      response_type: 'code',
      response_mode: 'form_post',
      redirect_uri: 'http://localhost:1',
      scope: 'openid profile',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
      claims: context,
      login_hint: user.userPrincipalName,
    });
    const page = await visit(
      { simulator, jar },
      `${simulator.announced.authority}/authorize?${query.toString()}`,
    );
    expect(page.text).toContain('needs a passkey');
    const tried = await visit({ simulator, jar }, page.url.href, {
      form: { step: 'password', password: user.password ?? '' },
    });
    expect(tried.url.pathname).toMatch(/^\/signin\//);
  });
});

describe('a session', () => {
  const open = (jar: CookieJar, more: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({
      client_id: simulator.announced.clientId,
      response_type: 'code',
      response_mode: 'form_post',
      redirect_uri: 'http://localhost:1',
      scope: 'openid profile User.Read',
      code_challenge: 'a'.repeat(43),
      code_challenge_method: 'S256',
      ...more,
    });
    return visit({ simulator, jar }, `${simulator.announced.authority}/authorize?${query.toString()}`);
  };

  it.each([
    ['is enough for the same person', {}, false],
    ['is not enough when sign-in is demanded', { prompt: 'login' }, true],
    ['is not enough when an account has to be chosen', { prompt: 'select_account' }, true],
    ['is not enough for another person', { login_hint: 'anton.approver@tapdesk.example' }, true],
  ])('%s', async (_name, more, shown) => {
    const jar = new CookieJar();
    await signIn(simulator, createMsal(simulator), { part: 'operator', scopes: ['User.Read'], jar });
    const page = await open(jar, more);
    expect(page.url.pathname.startsWith('/signin/')).toBe(shown);
  });
});
