import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSoftwareKey } from './authenticator.ts';
import { errorOf, visit } from './browser.ts';
import { issue, passPath, register, signInWithKey, signInWithPass } from './enrollee.ts';
import { CookieJar, startSimulator, type Simulator } from './simulator.ts';

let simulator: Simulator;
let jar: CookieJar;
const asAdmin = (address: string, body?: unknown, method?: string) =>
  simulator.ask(address, {
    token: simulator.announced.adminToken,
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });

beforeAll(async () => {
  simulator = await startSimulator(['--log-delay', '0']);
});
afterAll(() => simulator.stop());
beforeEach(() => {
  jar = new CookieJar();
});

describe('registering a passkey', () => {
  it('takes a person from a pass to signing in with the new passkey, and shows it in Graph', async () => {
    const user = simulator.userAs('new-hire');
    const pass = await issue(simulator, user, { isUsableOnce: true, lifetimeInMinutes: 30 });
    const page = await signInWithPass(simulator, jar, { user, pass: pass.text });
    expect(page.url.pathname).toBe('/security-info');
    const key = createSoftwareKey();
    const done = await register(simulator, jar, key);
    expect(done.url.pathname).toBe('/security-info/registered');
    expect(done.text).toContain('id="registered"');

    const listed = (await asAdmin(`/v1.0/users/${user.id}/authentication/fido2Methods`)).values();
    expect(listed).toMatchObject([{ id: key.id, displayName: 'Blue key', passkeyType: 'deviceBound' }]);
    await asAdmin(`${passPath(user)}/${pass.id}`, undefined, 'DELETE');

    const fresh = new CookieJar();
    const signIn = await visit(
      { simulator, jar: fresh },
      `/security-info?login_hint=${user.userPrincipalName}`,
    );
    expect(signIn.text).toContain('id="use-passkey"');
    const again = await signInWithKey(simulator, fresh, { page: signIn, key });
    expect(again.url.pathname).toBe('/security-info');
    const logged = (await asAdmin('/beta/auditLogs/signIns')).values();
    expect(logged.map((one) => one['authenticationMethodsUsed'])).toEqual([
      ['Passkey (device-bound)'],
      ['Temporary Access Pass'],
    ]);
  });

  it('lets a passkey say who signs in, without a user name', async () => {
    const user = simulator.userAs('new-hire-2');
    const pass = await issue(simulator, user);
    await signInWithPass(simulator, jar, { user, pass: pass.text });
    const key = createSoftwareKey();
    await register(simulator, jar, key);
    const fresh = new CookieJar();
    const page = await visit({ simulator, jar: fresh }, '/security-info');
    const done = await signInWithKey(simulator, fresh, { page, key });
    expect(done.text).toContain(user.userPrincipalName);
  });

  it('refuses a key that did not verify its user', async () => {
    const user = simulator.userAs('shared-number-1');
    const pass = await issue(simulator, user);
    await signInWithPass(simulator, jar, { user, pass: pass.text });
    const page = await register(simulator, jar, createSoftwareKey({ verifiesUser: false }));
    expect(page.url.pathname).toBe('/security-info');
    expect(errorOf(page.text)).toMatch(/user.*verif/i);
    expect((await asAdmin(`/v1.0/users/${user.id}/authentication/fido2Methods`)).values()).toEqual([]);
  });

  it('refuses another key than the one that is registered', async () => {
    const user = simulator.userAs('shared-number-2');
    const pass = await issue(simulator, user);
    await signInWithPass(simulator, jar, { user, pass: pass.text });
    await register(simulator, jar, createSoftwareKey());
    await asAdmin(`${passPath(user)}/${pass.id}`, undefined, 'DELETE');
    const fresh = new CookieJar();
    const page = await visit(
      { simulator, jar: fresh },
      `/security-info?login_hint=${user.userPrincipalName}`,
    );
    const refused = await signInWithKey(simulator, fresh, { page, key: createSoftwareKey() });
    expect(errorOf(refused.text)).toContain('could not verify');
  });

  it('is not possible with a password alone', async () => {
    const user = simulator.userAs('lost-phone');
    const page = await visit({ simulator, jar }, `/security-info?login_hint=${user.userPrincipalName}`);
    await visit({ simulator, jar }, page.url.href, {
      form: { step: 'password', password: user.password ?? '' },
    });
    const refused = await register(simulator, jar, createSoftwareKey());
    expect(refused.status).toBe(403);
    expect(refused.field('message')).toContain('password alone');
  });

  it('asks for a new sign-in ten minutes after a pass was used', async () => {
    const user = simulator.userAs('new-hire-3');
    const pass = await issue(simulator, user);
    const page = await signInWithPass(simulator, jar, { user, pass: pass.text });
    expect(page.url.pathname).toBe('/security-info');
    await asAdmin('/simulator/advance', { minutes: 11 });
    const later = await visit({ simulator, jar }, '/security-info');
    expect(later.url.pathname).toMatch(/^\/signin\//);
  });
});

describe('a pass at sign-in', () => {
  it('works once', async () => {
    const user = simulator.userAs('walk-away');
    const pass = await issue(simulator, user);
    await signInWithPass(simulator, jar, { user, pass: pass.text });
    const other = new CookieJar();
    const page = await visit(
      { simulator, jar: other },
      `/security-info?login_hint=${user.userPrincipalName}`,
    );
    const asked = await visit({ simulator, jar: other }, page.url.href, { form: { switch: 'pass' } });
    const refused = await visit({ simulator, jar: other }, asked.url.href, {
      form: { step: 'pass', pass: pass.text },
    });
    expect(errorOf(refused.text)).toContain('AADSTS130507');
  });

  it.each([
    ['deleted', 'AADSTS130507', (path: string, id: string) => asAdmin(`${path}/${id}`, undefined, 'DELETE')],
    ['replaced', 'AADSTS130507', (path: string) => asAdmin(path, {})],
    ['expired', 'AADSTS130504', () => asAdmin('/simulator/advance', { minutes: 61 })],
  ] as const)('never works when %s', async (_name, code, spoil) => {
    const user = simulator.userAs('synced');
    const pass = await issue(simulator, user);
    const page = await visit({ simulator, jar }, `/security-info?login_hint=${user.userPrincipalName}`);
    expect(page.text).toContain('id="pass"');
    await spoil(passPath(user), pass.id);
    const refused = await visit({ simulator, jar }, page.url.href, {
      form: { step: 'pass', pass: pass.text },
    });
    expect(errorOf(refused.text)).toContain(code);
  });

  it('stops working when the person leaves the group', async () => {
    const user = simulator.userAs('restaurant-manager');
    const pass = await issue(simulator, user);
    const page = await visit({ simulator, jar }, `/security-info?login_hint=${user.userPrincipalName}`);
    await asAdmin(
      `/v1.0/groups/${simulator.announced.groups.onboarding}/members/${user.id}/$ref`,
      undefined,
      'DELETE',
    );
    const refused = await visit({ simulator, jar }, page.url.href, {
      form: { step: 'pass', pass: pass.text },
    });
    expect(errorOf(refused.text)).toContain('AADSTS130501');
  });
});

describe('the sign-in page', () => {
  it.each([
    ['nobody', 'nobody@tapdesk.example', 'AADSTS50034'],
    ['a disabled account', 'dora.disabled@tapdesk.example', 'AADSTS50057'],
  ])('turns %s away', async (_name, username, code) => {
    const page = await visit({ simulator, jar }, '/security-info');
    const refused = await visit({ simulator, jar }, page.url.href, { form: { step: 'username', username } });
    expect(errorOf(refused.text)).toContain(code);
  });

  it('says on every page that the tenant is simulated', async () => {
    const page = await visit({ simulator, jar }, '/security-info');
    expect(page.text).toContain('<div class="mark" role="note">Simulated tenant</div>');
  });

  it('escapes what was typed', async () => {
    const page = await visit({ simulator, jar }, '/security-info');
    const refused = await visit({ simulator, jar }, page.url.href, {
      form: { step: 'username', username: '"><script>alert(1)</script>' },
    });
    expect(refused.text).not.toContain('<script>alert');
    expect(refused.text).toContain('&quot;&gt;&lt;script&gt;');
  });

  it('answers a sign-in that never began with an explanation', async () => {
    const answer = await simulator.ask('/signin/unknown');
    expect([answer.status, answer.text]).toEqual([400, 'This sign-in has ended. Start again.']);
  });
});

describe('a phone of the own', () => {
  it('registers Authenticator with a pass', async () => {
    const user = simulator.userAs('already-member');
    const pass = await issue(simulator, user);
    const { userPrincipalName } = user;
    const done = await asAdmin('/simulator/phone', {
      userPrincipalName,
      pass: pass.text,
      register: 'authenticator',
    });
    expect(done.status).toBe(200);
    const again = await asAdmin('/simulator/phone', {
      userPrincipalName,
      pass: pass.text,
      register: 'authenticator',
    });
    expect(again.status).toBe(403);
    const listed = (
      await asAdmin(`/v1.0/users/${user.id}/authentication/microsoftAuthenticatorMethods`)
    ).values();
    expect(listed).toMatchObject([{ id: done.field('id'), displayName: 'New phone', createdDateTime: null }]);
  });
});
