import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSoftwareKey } from './authenticator.ts';
import { errorOf } from './browser.ts';
import { issue, register, signInWithPass } from './enrollee.ts';
import { CookieJar, startSimulator, type AnnouncedUser, type Simulator } from './simulator.ts';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator([]);
});
afterAll(() => simulator.stop());

/** What came of a key at the station, signed in with a pass: what the page said, or that it is registered. */
const keyHere = async (user: AnnouncedUser): Promise<string> => {
  const jar = new CookieJar();
  const { text: pass } = await issue(simulator, user);
  const page = await signInWithPass(simulator, jar, { user, pass });
  if (page.url.pathname !== '/security-info') return errorOf(page.text);
  if (page.text.includes('id="interrupt"')) return 'interrupted';
  const done = await register(simulator, jar, createSoftwareKey());
  return done.url.pathname === '/security-info/registered' ? 'registered' : 'not allowed';
};

const onPhone = async (user: AnnouncedUser, what: 'authenticator' | 'passkey'): Promise<number> => {
  const { text: pass } = await issue(simulator, user);
  const { userPrincipalName } = user;
  const { adminToken: token } = simulator.announced;
  const body = { userPrincipalName, pass, register: what };
  return (await simulator.ask('/simulator/phone', { token, body })).status;
};

describe('what becomes of a pass', () => {
  // The same that the desk says of these people before there is one: test/integration/enrollment/ways.test.ts.
  it.each([
    ['new-hire', 'registered', 200, 200],
    ['no-passkeys', 'not allowed', 403, 200],
    ['no-authenticator', 'registered', 200, 403],
    ['forced-registration', 'interrupted', 403, 200],
    ['registration-managed', 'registered', 403, 403],
    ['registration-blocked', 'AADSTS53003', 403, 403],
    ['registration-locked', 'AADSTS53003', 403, 403],
    ['federated', 'AADSTS50107', 403, 403],
  ] as const)('of %s, here and on a phone', async (...[part, here, passkey, authenticator]) => {
    const user = simulator.userAs(part);
    expect(await keyHere(user)).toContain(here);
    expect(await onPhone(user, 'passkey')).toBe(passkey);
    expect(await onPhone(user, 'authenticator')).toBe(authenticator);
  });

  it('is that it is used up, whatever the tenant then says', async () => {
    const user = simulator.userAs('registration-blocked');
    const { text: pass } = await issue(simulator, user);
    const said = async (): Promise<string> =>
      errorOf((await signInWithPass(simulator, new CookieJar(), { user, pass })).text);
    expect(await said()).toContain('AADSTS53003');
    expect(await said()).not.toContain('AADSTS53003');
  });

  it('is no forced registration for who has a method already', async () => {
    expect(await keyHere(simulator.userAs('forced-registration'))).toBe('registered');
  });
});

describe('a key that the methods policy does not take', () => {
  const where = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2';
  const open = { isEnforced: false, enforcementType: 'allow', aaGuids: [] as readonly string[] };
  const useProfile = async (more: object): Promise<void> => {
    const answer = await simulator.ask(where, {
      token: simulator.announced.adminToken,
      method: 'PATCH',
      body: {
        '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
        passkeyProfiles: [
          {
            id: '00000000-0000-0000-0000-000000000001',
            name: 'Default passkey profile',
            passkeyTypes: 'deviceBound,synced',
            attestationEnforcement: 'disabled',
            keyRestrictions: open,
            ...more,
          },
        ],
      },
    });
    expect(answer.status).toBe(204);
  };
  const only = (aaGuids: readonly string[]) => ({
    keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids },
  });
  const noModel = '00000000-0000-0000-0000-000000000000';

  it.each([
    ['of another model', only(['cb69481e-8ff7-4039-93ec-0a2729a154a8']), 'not allowed'],
    [
      'of a model that is kept out',
      { keyRestrictions: { ...only([noModel]).keyRestrictions, enforcementType: 'block' } },
      'not allowed',
    ],
    ['without a proof of its maker', { attestationEnforcement: 'registrationOnly' }, 'not allowed'],
    ['that stays on one device, where only synced ones may', { passkeyTypes: 'synced' }, 'not allowed'],
    ['of a model that is let in', only([noModel]), 'registered'],
  ] as const)('%s', async (_name, profile, outcome) => {
    await useProfile(profile);
    expect(await keyHere(simulator.userAs('new-hire-2'))).toBe(outcome);
  });
});
