// Which Conditional Access policies would apply to a sign-in: Graph's own what-if, over the town's policies.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMsal, signIn } from './msal.ts';
import { join } from './enrollee.ts';
import { startSimulator, type Simulator } from './simulator.ts';

let simulator: Simulator;
let token: string;
const tokenOf = async (part: string, scopes: readonly string[]) =>
  (await signIn(simulator, createMsal(simulator), { part, scopes })).accessToken;

beforeAll(async () => {
  simulator = await startSimulator();
  token = await tokenOf('supervisor', ['Policy.Read.ConditionalAccess']);
  const newHire = simulator.userAs('new-hire');
  await join(simulator, newHire, simulator.announced.groups.onboarding);
});
afterAll(() => simulator.stop());

const anyApp = { '@odata.type': '#microsoft.graph.applicationContext', includeApplications: ['all-of-them'] };
const registering = {
  '@odata.type': '#microsoft.graph.userActionContext',
  userAction: 'registerSecurityInformation',
};
const atDesk = { clientAppType: 'browser', ipAddress: '192.0.2.10', signInRiskLevel: 'none' };

const ask = (part: string, signInContext: object, more: object = {}) =>
  simulator.ask('/v1.0/identity/conditionalAccess/evaluate', {
    token,
    body: {
      signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: simulator.userAs(part).id },
      signInContext,
      signInConditions: { ...atDesk, ...more },
      appliedPoliciesOnly: true,
    },
  });
const applied = async (...question: Parameters<typeof ask>) =>
  (await ask(...question)).values().map((one) => one['displayName']);

describe('what would apply', () => {
  it('to somebody with a pass is the policy for passes, not the one for everybody', async () => {
    expect(await applied('new-hire', anyApp)).toEqual(['CA – TAP – Force MFA Registration']);
    expect(await applied('lost-phone', anyApp)).toEqual(['Strong sign-in for everybody']);
  });

  it('to registering is the policy for registering, and nothing for emergency accounts', async () => {
    expect(await applied('new-hire', registering)).toEqual(['Registration of security information']);
    expect(await applied('break-glass', registering)).toEqual([]);
  });

  it('to an administrator is one policy more', async () => {
    expect(await applied('administrator', anyApp)).toEqual([
      'Strong sign-in for everybody',
      'Strong sign-in for administrators',
    ]);
  });

  it.each([
    [{ signInRiskLevel: 'high' }, 'CA – TAP – Block risky sign-ins'],
    [{ clientAppType: 'exchangeActiveSync' }, 'No legacy authentication'],
    [{ authenticationFlow: { transferMethod: 'deviceCodeFlow' } }, 'No device code flow'],
  ])('with %j is also %s', async (more, name) => {
    expect(await applied('new-hire', anyApp)).not.toContain(name);
    expect(await applied('new-hire', anyApp, more)).toContain(name);
  });

  it('depends on the place, where a policy asks for one', async () => {
    const privileged = simulator.userAs('privileged');
    await join(simulator, privileged, simulator.announced.groups.privilegedEmergency);
    const network = 'CA – TAP – Corporate network for privileged emergencies';
    expect(await applied('privileged', anyApp)).not.toContain(network);
    expect(await applied('privileged', anyApp, { ipAddress: '203.0.113.9' })).toContain(network);
    expect(await applied('privileged', anyApp, { ipAddress: '2001:db8::1' })).not.toContain(network);
  });

  it('comes with the reason why the others would not, when they are asked for', async () => {
    const answer = await simulator.ask('/v1.0/identity/conditionalAccess/evaluate', {
      token,
      body: {
        signInIdentity: {
          '@odata.type': '#microsoft.graph.userSignIn',
          userId: simulator.userAs('new-hire').id,
        },
        signInContext: registering,
        signInConditions: {},
      },
    });
    const reasons = Object.fromEntries(
      answer.values().map((one) => [String(one['displayName']), one['analysisReasons']]),
    );
    expect(reasons).toMatchObject({
      'Registration of security information': 'notSet',
      'Strong sign-in for everybody': 'users',
      'CA – TAP – Force MFA Registration': 'userActions',
    });
  });

  it('is told to whoever may read Conditional Access alone', async () => {
    const nobody = await tokenOf('restaurant-manager', ['Policy.Read.ConditionalAccess']);
    const before = token;
    token = nobody;
    expect((await ask('new-hire', anyApp)).status).toBe(403);
    token = before;
    expect((await ask('new-hire', {})).status).toBe(400);
  });
});
