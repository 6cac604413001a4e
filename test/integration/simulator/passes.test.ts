import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issue, join, passPath } from './enrollee.ts';
import { createMsal, signIn } from './msal.ts';
import { startSimulator, type Simulator } from './simulator.ts';

const SCOPES = [
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'GroupMember.ReadWrite.All',
  'User.Read.All',
];

let simulator: Simulator;
const tokens: Record<string, string> = {};
const tokenOf = async (part: string, scopes: readonly string[] = SCOPES) => {
  const key = `${part} ${scopes.join(' ')}`;
  tokens[key] ??= (await signIn(simulator, createMsal(simulator), { part, scopes })).accessToken;
  return tokens[key];
};
const post = async (part: string, target: string, body: unknown = {}) =>
  simulator.ask(passPath(simulator.userAs(target)), { token: await tokenOf(part), body });

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());

describe('creating a pass', () => {
  it('gives its text in the answer and never again', async () => {
    const user = simulator.userAs('new-hire');
    await join(simulator, user, simulator.announced.groups.onboarding);
    const made = await post('operator', 'new-hire', { lifetimeInMinutes: 30, isUsableOnce: true });
    expect(made.status).toBe(201);
    const text = made.field('temporaryAccessPass');
    expect(made.json()).toMatchObject({
      lifetimeInMinutes: 30,
      isUsableOnce: true,
      isUsable: true,
      methodUsabilityReason: 'EnabledByPolicy',
    });
    expect(text).toHaveLength(12);
    const listed = await simulator.ask(passPath(user), { token: await tokenOf('operator') });
    expect(listed.values()).toMatchObject([{ id: made.field('id'), temporaryAccessPass: null }]);
    expect(listed.text).not.toContain(text);
  });

  it('replaces the pass that is there', async () => {
    const first = (await post('operator', 'already-member')).field('id');
    const second = (await post('operator', 'already-member')).field('id');
    const listed = await simulator.ask(passPath(simulator.userAs('already-member')), {
      token: await tokenOf('operator'),
    });
    expect(second).not.toBe(first);
    expect(listed.values().map((one) => one['id'])).toEqual([second]);
  });

  it.each([
    [14, 'Invalid LifetimeInMinutes specified. The valid range between 15 and 60.'],
    [61, 'Invalid LifetimeInMinutes specified. The valid range between 15 and 60.'],
  ])('is refused for a lifetime of %i minutes', async (lifetimeInMinutes, message) => {
    const answer = await post('operator', 'already-member', { lifetimeInMinutes });
    expect([answer.status, answer.error().code, answer.error().message]).toEqual([
      400,
      'badRequest',
      message,
    ]);
  });

  it.each([15, 60])('is possible for a lifetime of %i minutes', async (lifetimeInMinutes) => {
    expect((await post('operator', 'already-member', { lifetimeInMinutes })).json()).toMatchObject({
      lifetimeInMinutes,
    });
  });

  it('takes the policy’s defaults for an empty body', async () => {
    expect((await post('operator', 'already-member')).json()).toMatchObject({
      lifetimeInMinutes: 60,
      isUsableOnce: true,
    });
  });

  it('forces one-time use where the policy says so', async () => {
    expect((await post('operator', 'already-member', { isUsableOnce: false })).json()).toMatchObject({
      isUsableOnce: true,
    });
  });

  it('can begin later, and cannot be used before', async () => {
    const startDateTime = new Date(Date.now() + 3_600_000).toISOString();
    expect((await post('operator', 'already-member', { startDateTime })).json()).toMatchObject({
      startDateTime,
      isUsable: false,
      methodUsabilityReason: 'NotYetValid',
    });
  });

  it('is refused for somebody in none of the policy’s groups', async () => {
    const answer = await post('operator', 'lost-phone');
    expect([answer.status, answer.error().message]).toEqual([
      400,
      'Converged UserCredentialPolicy does not allow creating or updating this authentication method. AuthMethodType [TemporaryAccessPass].',
    ]);
  });

  it('is refused for an external guest', async () => {
    await join(simulator, simulator.userAs('guest'), simulator.announced.groups.onboarding);
    const answer = await post('operator', 'guest');
    expect(answer.error().message).toBe('Temporary Access Pass cannot be added to an external guest user.');
  });

  it('is refused for a body with an unknown property', async () => {
    expect((await post('operator', 'already-member', { lifetime: 30 })).status).toBe(400);
  });
});

describe('who may make a pass for whom', () => {
  const denied = [403, 'accessDenied', 'Request Authorization failed'];
  const outcome = async (part: string, target: string) => {
    await join(simulator, simulator.userAs(target), simulator.announced.groups.onboarding).catch(
      () => undefined,
    );
    const answer = await post(part, target);
    return answer.status === 201 ? 'made' : [answer.status, answer.error().code, answer.error().message];
  };

  it.each([
    ['operator', 'operator'],
    ['operator', 'privileged'],
    ['operator', 'nested-group-admin'],
    ['operator', 'group-owner-admin'],
    ['operator', 'custom-role-admin'],
    ['operator', 'restricted-unit-admin'],
    ['operator', 'restricted-member'],
    ['operator', 'supervisor'],
    ['restaurant-manager', 'new-hire'],
    ['unit-operator', 'new-hire'],
  ])('%s may not for %s', async (part, target) => {
    expect(await outcome(part, target)).toEqual(denied);
  });

  it.each([
    ['operator', 'eligible-admin'],
    ['operator', 'internal-guest'],
    ['unit-operator', 'new-hire-3'],
    ['privileged-operator', 'privileged'],
  ])('%s may for %s', async (part, target) => {
    expect(await outcome(part, target)).toBe('made');
  });

  it('needs the scope as well as the role', async () => {
    const token = await tokenOf('operator', ['UserAuthMethod-TAP.Read.All']);
    const answer = await simulator.ask(passPath(simulator.userAs('new-hire')), { token, body: {} });
    expect([answer.status, answer.error().code]).toEqual([403, 'accessDenied']);
  });
});

describe('deleting a pass', () => {
  it('leaves nothing, and a second time finds nothing', async () => {
    const user = simulator.userAs('synced');
    const pass = await issue(simulator, user);
    const remove = async () =>
      simulator.ask(`${passPath(user)}/${pass.id}`, { method: 'DELETE', token: await tokenOf('operator') });
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    const state = await simulator.ask('/simulator/state', { token: simulator.announced.adminToken });
    expect(state.values('livePasses').map((one) => one['userId'])).not.toContain(user.id);
  });
});

describe('the state of the simulation', () => {
  it('counts live passes and memberships made since the start, and no expired pass', async () => {
    const other = await startSimulator();
    try {
      const state = () => other.ask('/simulator/state', { token: other.announced.adminToken });
      expect((await state()).json()).toMatchObject({ livePasses: [], strayMemberships: [], passkeys: [] });
      const user = other.userAs('new-hire');
      const pass = await issue(other, user);
      expect((await state()).json()).toMatchObject({
        livePasses: [{ userId: user.id, id: pass.id }],
        strayMemberships: [{ userId: user.id, groupId: other.announced.groups.onboarding }],
      });
      await other.ask('/simulator/advance', { token: other.announced.adminToken, body: { minutes: 61 } });
      expect((await state()).values('livePasses')).toEqual([]);
    } finally {
      await other.stop();
    }
  });

  it('is shown to nobody without the admin token', async () => {
    for (const token of [undefined, 'wrong', await tokenOf('operator')]) {
      expect((await simulator.ask('/simulator/issued-passes', { token })).status).toBe(401);
    }
  });
});

describe('a tenant of another kind', () => {
  const first = async (args: readonly string[], body: object = {}) => {
    const other = await startSimulator(args);
    try {
      const user = other.userAs('already-member');
      return await other.ask(passPath(user), { token: other.announced.adminToken, body });
    } finally {
      await other.stop();
    }
  };

  it('refuses passes where the policy is off', async () => {
    expect((await first(['--variant', 'pass-enabled'])).error().message).toContain(
      'Converged UserCredentialPolicy',
    );
  });

  it('refuses 60 minutes where the policy allows 20 at most', async () => {
    const answer = await first(['--variant', 'pass-lifetimes'], { lifetimeInMinutes: 60 });
    expect(answer.error().message).toContain('between 10 and 20');
  });

  it('gives a pass that cannot be used until it has propagated', async () => {
    expect((await first(['--propagation', '60000'])).json()).toMatchObject({
      isUsable: false,
      methodUsabilityReason: 'NotYetValid',
    });
  });

  it('refuses a pass until a new membership has propagated', async () => {
    const other = await startSimulator(['--propagation', '120000']);
    try {
      const user = other.userAs('new-hire');
      const token = other.announced.adminToken;
      await join(other, user, other.announced.groups.onboarding);
      expect((await other.ask(passPath(user), { token, body: {} })).error().message).toContain('Converged');
      await other.ask('/simulator/advance', { token, body: { minutes: 2 } });
      expect((await other.ask(passPath(user), { token, body: {} })).status).toBe(201);
    } finally {
      await other.stop();
    }
  });
});
