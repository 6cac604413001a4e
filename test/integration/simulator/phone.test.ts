import { createPrivateKey, createHash, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { errorOf, visit } from './browser.ts';
import { issue, passPath } from './enrollee.ts';
import { CookieJar, startSimulator, type AnnouncedUser, type Simulator } from './simulator.ts';

let simulator: Simulator;
let jar: CookieJar;

beforeAll(async () => {
  simulator = await startSimulator(['--log-delay', '0']);
});
afterAll(() => simulator.stop());
beforeEach(() => {
  jar = new CookieJar();
});

const asAdmin = (address: string, body?: unknown, method?: string) =>
  simulator.ask(address, {
    token: simulator.announced.adminToken,
    ...(body === undefined ? {} : { body }),
    ...(method === undefined ? {} : { method }),
  });

/** Registers on the own phone with a pass that is gone afterwards. */
const setUp = async (user: AnnouncedUser, kind: 'authenticator' | 'passkey') => {
  const pass = await issue(simulator, user);
  const done = await asAdmin('/simulator/phone', {
    userPrincipalName: user.userPrincipalName,
    pass: pass.text,
    register: kind,
  });
  await asAdmin(`${passPath(user)}/${pass.id}`, undefined, 'DELETE');
  return done;
};

const open = (user: AnnouncedUser) =>
  visit({ simulator, jar }, `/security-info?login_hint=${user.userPrincipalName}`);
const numberOn = (page: string): string => /id="phone-number"[^>]*>(\d*)</.exec(page)?.[1] ?? '';
const approve = (user: AnnouncedUser, number: string | null) =>
  asAdmin('/simulator/phone/approve', { userPrincipalName: user.userPrincipalName, number });
const lastSignIn = async () => (await asAdmin('/beta/auditLogs/signIns')).values()[0];

const useMode = (authenticationMode: 'push' | 'any') =>
  asAdmin(
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/MicrosoftAuthenticator',
    {
      '@odata.type': '#microsoft.graph.microsoftAuthenticatorAuthenticationMethodConfiguration',
      includeTargets: [{ id: 'all_users', targetType: 'group', authenticationMode }],
    },
    'PATCH',
  );

describe('Authenticator on the phone', () => {
  it('signs in whoever types the number of the page at the phone', async () => {
    const user = simulator.userAs('new-hire');
    await setUp(user, 'authenticator');
    const page = await open(user);
    const number = numberOn(page.text);
    expect(number).toMatch(/^[1-9]\d$/);
    expect(page.text).toContain('/simulator/assets/sign-in-phone.mjs');
    const told = async () => (await simulator.ask(`${page.url.pathname}/phone`, {}, jar)).field('state');
    expect(await told()).toBe('waiting');
    expect((await approve(user, number)).field('state')).toBe('approved');
    expect(await told()).toBe('approved');
    const done = await visit({ simulator, jar }, page.url.href, { form: { step: 'phone' } });
    expect(done.url.pathname).toBe('/security-info');
    expect(await lastSignIn()).toMatchObject({
      authenticationMethodsUsed: ['Passwordless phone sign-in'],
      authenticationRequirement: 'multiFactorAuthentication',
    });
  });

  it.each([
    ['a wrong number', '0'],
    ['a denial', null],
  ])('turns away after %s, and asks again only when told to', async (_name, number) => {
    const user = simulator.userAs('new-hire-2');
    await setUp(user, 'authenticator');
    const page = await open(user);
    expect((await approve(user, number)).field('state')).toBe('denied');
    const refused = await visit({ simulator, jar }, page.url.href, { form: { step: 'phone' } });
    expect(errorOf(refused.text)).toContain('AADSTS500121');
    expect(numberOn(refused.text)).toBe('');
    const again = await visit({ simulator, jar }, page.url.href, { form: { step: 'phone' } });
    expect(numberOn(again.text)).toMatch(/^\d\d$/);
  });

  it('ends a request that nobody answers', async () => {
    const user = simulator.userAs('new-hire-3');
    await setUp(user, 'authenticator');
    const page = await open(user);
    const number = numberOn(page.text);
    await asAdmin('/simulator/advance', { minutes: 2 });
    expect((await approve(user, number)).field('state')).toBe('over');
    const refused = await visit({ simulator, jar }, page.url.href, { form: { step: 'phone' } });
    expect(errorOf(refused.text)).toContain('has ended');
  });

  it('is no sign-in by itself where the policy has it confirm passwords alone', async () => {
    const user = simulator.userAs('walk-away');
    await setUp(user, 'authenticator');
    await useMode('push');
    const page = await open(user);
    await useMode('any');
    expect(page.text).toContain('id="password"');
    expect(page.text).not.toContain('id="use-phone"');
  });
});

const kept = z.object({
  credentialId: z.string(),
  privateKey: z.string(),
  userHandle: z.string(),
  rpId: z.literal('localhost'),
});

/** What the phone signs. Flags: present and verified; the counter of a synced or phone's passkey stays 0. */
const assertionOf = (passkey: z.infer<typeof kept>, challenge: string): string => {
  const clientData = Buffer.from(
    JSON.stringify({ type: 'webauthn.get', challenge, origin: simulator.announced.graph }),
  );
  const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest();
  const authData = Buffer.concat([sha256(passkey.rpId), Buffer.from([0x05]), Buffer.alloc(4)]);
  const key = createPrivateKey({
    key: Buffer.from(passkey.privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const id = Buffer.from(passkey.credentialId, 'base64').toString('base64url');
  return JSON.stringify({
    id,
    rawId: id,
    type: 'public-key',
    clientExtensionResults: {},
    response: {
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authData.toString('base64url'),
      signature: sign('sha256', Buffer.concat([authData, sha256(clientData)]), key).toString('base64url'),
    },
  });
};

describe('a passkey in Authenticator on the phone', () => {
  it('is a real one: what the phone kept signs in, and nothing else does', async () => {
    const user = simulator.userAs('shared-number-1');
    const done = await setUp(user, 'passkey');
    const { passkey } = z.object({ passkey: kept }).parse(JSON.parse(done.text));
    const page = await open(user);
    const options = /data-options="([^"]*)"/.exec(page.text)?.[1]?.replaceAll('&quot;', '"') ?? '{}';
    const { challenge, allowCredentials } = z
      .object({ challenge: z.string(), allowCredentials: z.array(z.object({ transports: z.unknown() })) })
      .parse(JSON.parse(options));
    expect(allowCredentials).toEqual([{ transports: ['hybrid', 'internal'] }]);
    const form = { step: 'passkey', assertion: assertionOf(passkey, `${challenge.slice(1)}A`) };
    const refused = await visit({ simulator, jar }, page.url.href, { form });
    expect(errorOf(refused.text)).toContain('could not verify');
    const next = /data-options="([^"]*)"/.exec(refused.text)?.[1]?.replaceAll('&quot;', '"') ?? '{}';
    const anew = z.object({ challenge: z.string() }).parse(JSON.parse(next)).challenge;
    const signedIn = await visit({ simulator, jar }, page.url.href, {
      form: { step: 'passkey', assertion: assertionOf(passkey, anew) },
    });
    expect(signedIn.url.pathname).toBe('/security-info');
  });
});

describe('signing in on the phone itself', () => {
  it('stands in the sign-in log, as at the page of the own methods', async () => {
    const user = simulator.userAs('shared-number-2');
    await setUp(user, 'passkey');
    const { userPrincipalName } = user;
    expect((await asAdmin('/simulator/phone/sign-in', { userPrincipalName })).status).toBe(200);
    expect(await lastSignIn()).toMatchObject({
      userPrincipalName,
      appDisplayName: 'Security info',
      authenticationMethodsUsed: ['Passkey (device-bound)'],
    });
  });

  it('is not possible with nothing on it', async () => {
    const { userPrincipalName } = simulator.userAs('synced');
    expect((await asAdmin('/simulator/phone/sign-in', { userPrincipalName })).status).toBe(403);
  });
});

describe('the page for a new password', () => {
  const changed = async (user: AnnouncedUser) =>
    (await asAdmin(`/v1.0/users/${user.id}?$select=lastPasswordChangeDateTime`)).field(
      'lastPasswordChangeDateTime',
    );
  const where = (user: AnnouncedUser) => `/security-info/password?login_hint=${user.userPrincipalName}`;

  it('takes no pass in place of the old one', async () => {
    const user = simulator.userAs('already-member');
    const pass = await issue(simulator, user);
    const before = await changed(user);
    const page = await visit({ simulator, jar }, where(user));
    await visit({ simulator, jar }, page.url.href, { form: { step: 'pass', pass: pass.text } });
    const refused = await visit({ simulator, jar }, '/security-info/password', {
      form: { password: 'long enough now', again: 'long enough now' },
    });
    expect(errorOf(refused.text)).toContain('is not enough');
    expect(await changed(user)).toBe(before);
  });

  it('sets it, and Graph says when', async () => {
    const user = simulator.userAs('walk-away');
    await setUp(user, 'authenticator');
    const before = await changed(user);
    const page = await visit({ simulator, jar }, where(user));
    await approve(user, numberOn(page.text));
    const form = await visit({ simulator, jar }, page.url.href, { form: { step: 'phone' } });
    expect(form.url.pathname).toBe('/security-info/password');
    const short = await visit({ simulator, jar }, '/security-info/password', {
      form: { password: 'short', again: 'short' },
    });
    expect(errorOf(short.text)).toContain('too short');
    const other = await visit({ simulator, jar }, '/security-info/password', {
      form: { password: 'long enough now', again: 'long enough too' },
    });
    expect(errorOf(other.text)).toContain('do not match');
    expect(await changed(user)).toBe(before);
    const done = await visit({ simulator, jar }, '/security-info/password', {
      form: { password: 'long enough now', again: 'long enough now' },
    });
    expect(done.text).toContain('id="changed"');
    expect(Date.parse(await changed(user))).toBeGreaterThan(Date.parse(before));
    const methods = await asAdmin(`/v1.0/users/${user.id}/authentication/passwordMethods`);
    expect(methods.first()['createdDateTime']).toBeNull();
  });
});
