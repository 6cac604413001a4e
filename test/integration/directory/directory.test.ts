import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Directory, FactsAsk } from '../../../src/main/directory/index.ts';
import type { OperatorSession } from '../../../src/main/identity/index.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant, type TenantRecord } from '../../support/tenant.ts';

const ask = { lifetimeMinutes: 60, usableOnce: true } as const;
const passes = '/v1.0/users/*/authentication/temporaryAccessPassMethods';

let tenant: SimulatedTenant;
let session: OperatorSession;
let directory: Directory;
let onboarding: string;

beforeAll(async () => {
  tenant = await startTenant();
  session = await signIn(tenant, 'operator');
  directory = directoryOf(tenant, session);
  onboarding = tenant.facts.groups['onboarding'] ?? '';
});
afterAll(async () => {
  await tenant.stop();
});
beforeEach(async () => {
  await tenant.setFaults([]);
});

/** What reached the tenant during `act`, in order. */
const recorded = async (act: () => Promise<unknown>): Promise<readonly TenantRecord[]> => {
  const before = (await tenant.records()).length;
  await act();
  // The tenant writes its record after its answer: what stands before an end mark is complete.
  await tenant.asAdmin('GET', endMark);
  const records = await vi.waitFor(async () => {
    const all = await tenant.records();
    expect(all.at(-1)?.path).toBe(endMark);
    return all;
  });
  return records.slice(before, -1);
};
const endMark = '/v1.0/end-of-the-act';
const idOf = (part: string): string => tenant.person(part).id;
/** What the desk asks, as the operator at the tenant's station. */
const asking = (groupIds: readonly string[] = []): FactsAsk => ({
  groupIds,
  stationDeviceId: String(tenant.facts['stationDeviceId']),
  auditSince: new Date(Date.now() - 86_400_000).toISOString(),
  operatorId: idOf('operator'),
});
const livePasses = async (part: string): Promise<number> => {
  const found = await directory.listPasses(idOf(part), newContext());
  return found.filter(({ usable }) => usable === true).length;
};

/** How many of the exchanges had to wait for an earlier one. */
const sequential = (records: readonly TenantRecord[]): number => {
  const byStart = [...records].sort((one, other) => one.startedAt - other.startedAt);
  let rounds = 0;
  let roundEnds = -Infinity;
  for (const { startedAt, endedAt } of byStart) {
    if (startedAt >= roundEnds) {
      rounds += 1;
      roundEnds = endedAt ?? Infinity;
    }
  }
  return rounds;
};

describe('people', () => {
  it('finds one by number, with a photo, and both of two who share one', async () => {
    const found = await directory.findPeople({ by: 'employee-id', value: '10000123' }, newContext());
    expect(found).toMatchObject([{ id: idOf('new-hire'), accountEnabled: true, guest: false }]);
    expect(await directory.readPhoto(idOf('new-hire'), newContext())).toMatch(/^data:image\/png;base64,/);
    expect(await directory.readPhoto(idOf('no-photo'), newContext())).toBeNull();
    expect(await directory.findPeople({ by: 'employee-id', value: '10000777' }, newContext())).toHaveLength(
      2,
    );
    expect(await directory.findPeople({ by: 'employee-id', value: '99999999' }, newContext())).toEqual([]);
  });

  const byUid = { by: 'extension-attribute', name: 'extensionAttribute10' } as const;
  const byUuid = { by: 'custom-security-attribute', set: 'Badges', name: 'CardUuid' } as const;
  const card = '0f1e2d3c-4b5a-4968-8776-655443322110';

  it('finds by extension attributes, in two round trips where only the index can be asked', async () => {
    const records = await recorded(async () => {
      const one = await directory.findPeople({ ...byUid, value: '04A1B2C3D4E5F6' }, newContext());
      expect(one).toMatchObject([{ id: idOf('new-hire') }]);
    });
    expect(records).toHaveLength(2);
    expect(await directory.findPeople({ ...byUid, value: '0455AA55AA0001' }, newContext())).toHaveLength(2);
    const [off] = await directory.findPeople({ ...byUid, value: '04D15AB1ED0001' }, newContext());
    expect(off?.accountEnabled).toBe(false);
    const name = `extension_${tenant.facts.clientId.replaceAll('-', '')}_badgeNumber`;
    const own = { by: 'extension-attribute', name, value: '26-1337' } as const;
    expect(await directory.findPeople(own, newContext())).toMatchObject([{ id: idOf('new-hire') }]);
  });

  it('finds by a custom security attribute only with the permission and the role for it, by case', async () => {
    const permissions = ['User.Read.All', 'CustomSecAttributeAssignment.Read.All'];
    const session2 = await signIn(tenant, 'operator-2', permissions);
    const may = directoryOf(tenant, session2);
    expect(await may.findPeople({ ...byUuid, value: card }, newContext())).toMatchObject([
      { id: idOf('new-hire') },
    ]);
    expect(await may.findPeople({ ...byUuid, value: card.toUpperCase() }, newContext())).toEqual([]);
    const without = directoryOf(tenant, await signIn(tenant, 'operator', permissions));
    for (const refused of [without, directory]) {
      const error = await directoryErrorOf(refused.findPeople({ ...byUuid, value: card }, newContext()));
      expect(error.code).toBe('tenant.forbidden');
    }
  });

  it('asks once a person', async () => {
    const records = await recorded(() =>
      directory.findPeople({ by: 'employee-id', value: '10000123' }, newContext()),
    );
    expect(records).toHaveLength(1);
  });

  it('knows the guest, the disabled and the restricted', async () => {
    const facts = (part: string) => directory.readFacts(idOf(part), asking(), newContext());
    expect((await facts('guest')).person.guest).toBe(true);
    expect((await facts('internal-guest')).person.guest).toBe(true);
    expect((await facts('disabled')).person.accountEnabled).toBe(false);
    expect((await facts('restricted-member')).person.managementRestricted).toBe(true);
    expect((await facts('synced')).person.onPremisesSynced).toBe(true);
  });
});

describe('facts', () => {
  it.each([
    ['new-hire', 1],
    ['privileged', 1],
    ['nested-group-admin', 2],
    ['group-owner-admin', 1],
  ])('about %s take %d round trips', async (part, rounds) => {
    const { onboarding: first, recovery, privilegedEmergency: privileged } = tenant.facts.groups;
    const groupIds = [first, recovery, privileged].flatMap((id) => id ?? []);
    expect(groupIds).toHaveLength(3);
    const records = await recorded(() => directory.readFacts(idOf(part), asking(groupIds), newContext()));
    expect(sequential(records)).toBe(rounds);
    expect(records.every(({ path, status }) => path === '/v1.0/$batch' && status === 200)).toBe(true);
  });

  it.each([
    'privileged',
    'eligible-admin',
    'nested-group-admin',
    'custom-role-admin',
    'restricted-unit-admin',
  ])('show a role of %s', async (part) => {
    const { roles } = await directory.readFacts(idOf(part), asking(), newContext());
    expect(roles.known && roles.value.length).toBeGreaterThan(0);
  });

  it('show no role of an ordinary person, and what the tenant allows', async () => {
    const facts = await directory.readFacts(idOf('already-member'), asking([onboarding]), newContext());
    expect(facts).toMatchObject({
      roles: { known: true, value: [] },
      roleAssignableGroupIds: { known: true, value: [] },
      memberOfGroupIds: [onboarding],
      passPolicy: { known: true, value: { enabled: true, usableOnceOnly: true } },
      groups: [{ id: onboarding, roleAssignable: false, dynamic: false }],
    });
  });

  it('stay unknown where the caller may not read them', async () => {
    await tenant.setFaults([
      { match: { path: '/v1.0/roleManagement/**' }, action: { kind: 'status', status: 403 } },
    ]);
    const facts = await directory.readFacts(idOf('new-hire'), asking(), newContext());
    expect(facts.roles).toEqual({ known: false, because: 'tenant.forbidden' });
    expect(facts.roleAssignableGroupIds).toEqual({ known: true, value: [] });
  });

  it('are asked for again where one part of the batch was throttled', async () => {
    await tenant.setFaults([
      {
        match: { path: '/v1.0/users/*/authentication/methods' },
        times: 1,
        action: { kind: 'status', status: 429, retryAfterSeconds: 0 },
      },
    ]);
    const records = await recorded(() => directory.readFacts(idOf('new-hire'), asking(), newContext()));
    expect(records).toHaveLength(2);
    expect(records[1]?.body).toMatchObject({ requests: [{ id: 'methods' }] });
  });
});

describe('the operator', () => {
  it('is who signed in, with the roles active now', async () => {
    const { value, trace } = await directory.readOperator(newContext());
    expect(value.id).toBe(idOf('operator'));
    expect(value.roles.known && value.roles.value.map(({ roleId }) => roleId)).toContain(
      'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    );
    expect(Math.abs((trace.serverTime ?? 0) - Date.now())).toBeLessThan(60_000);
  });
});

describe('an approver who signed in elsewhere', () => {
  it('is read by the operator, with the roles active now', async () => {
    const { value } = await directory.readApprover(idOf('operator'), newContext());
    const own = await directory.readOperator(newContext());
    expect(value.displayName).toBe(own.value.displayName);
    expect(value.roles.known && value.roles.value.map(({ roleId, how }) => [roleId, how])).toContainEqual([
      'c4e39bd9-1100-46d3-8c65-fb160da0071f',
      'active',
    ]);
  });
});

describe('a pass', () => {
  const person = 'already-member';

  it('is created once, listed without its text, deleted, and then absent', async () => {
    const context = newContext();
    const { value, trace } = await directory.createPass(idOf(person), ask, context);
    expect(value).toMatchObject({ lifetimeMinutes: 60, usableOnce: true, usable: true });
    expect(value.text.unwrap().length).toBeGreaterThanOrEqual(8);
    expect(trace.correlationId).toBe(context.correlationId);
    expect(trace.requestId).not.toBeNull();

    const listed = await directory.listPasses(idOf(person), newContext());
    expect(listed).toMatchObject([{ id: value.id, usable: true }]);
    expect(JSON.stringify(listed)).not.toContain(value.text.unwrap());

    expect((await directory.deletePass(idOf(person), value.id, newContext())).value).toBe('deleted');
    expect((await directory.deletePass(idOf(person), value.id, newContext())).value).toBe('absent');
    expect(await livePasses(person)).toBe(0);
  });

  it.each([
    ['new-hire', ask, 'pass.not-in-scope'],
    ['already-member', { lifetimeMinutes: 600, usableOnce: true }, 'pass.lifetime-rejected'],
    ['privileged', ask, 'tenant.forbidden'],
    ['operator', ask, 'tenant.forbidden'],
  ] as const)('for %s with %j is refused as %s', async (part, wish, code) => {
    const error = await directoryErrorOf(directory.createPass(idOf(part), wish, newContext()));
    expect(error).toMatchObject({ code, outcome: 'none' });
  });

  it('whose answer is lost leaves an unknown outcome, a live pass, and one request', async () => {
    for (const kind of ['reset-after', 'truncate'] as const) {
      await tenant.setFaults([{ match: { method: 'POST', path: passes }, times: 1, action: { kind } }]);
      const records = await recorded(async () => {
        const error = await directoryErrorOf(directory.createPass(idOf(person), ask, newContext()));
        expect(error.outcome).toBe('unknown');
      });
      expect(records.filter(({ method }) => method === 'POST')).toHaveLength(1);
      const [left] = await directory.listPasses(idOf(person), newContext());
      expect(left?.usable).toBe(true);
      await directory.deletePass(idOf(person), left?.id ?? '', newContext());
    }
  });

  it('that is given up on after it was made leaves an unknown outcome and a live pass', async () => {
    await tenant.setFaults([
      { match: { method: 'POST', path: passes }, times: 1, action: { kind: 'hang-after' } },
    ]);
    const controller = new AbortController();
    const creating = directoryErrorOf(directory.createPass(idOf(person), ask, newContext(controller.signal)));
    await expect.poll(() => livePasses(person), { timeout: 10_000 }).toBe(1);
    controller.abort();
    expect(await creating).toMatchObject({ code: 'tenant.timeout', outcome: 'unknown' });
    const [left] = await directory.listPasses(idOf(person), newContext());
    await directory.deletePass(idOf(person), left?.id ?? '', newContext());
  });

  it('is not asked for twice after 503', async () => {
    await tenant.setFaults([
      {
        match: { method: 'POST', path: passes },
        action: { kind: 'status', status: 503, retryAfterSeconds: 1 },
      },
    ]);
    const records = await recorded(async () => {
      const error = await directoryErrorOf(directory.createPass(idOf(person), ask, newContext()));
      expect(error).toMatchObject({ code: 'tenant.unavailable', outcome: 'unknown', retryAfterSeconds: 1 });
    });
    expect(records).toHaveLength(1);
  });

  it('is created after a 429, having waited as long as asked', async () => {
    await tenant.setFaults([
      {
        match: { method: 'POST', path: passes },
        times: 1,
        action: { kind: 'status', status: 429, retryAfterSeconds: 9 },
      },
    ]);
    const waits: number[] = [];
    const patient = directoryOf(tenant, session, {
      sleep: (ms) => {
        waits.push(ms);
        return Promise.resolve();
      },
    });
    const { value } = await patient.createPass(idOf(person), ask, newContext());
    expect(waits).toEqual([9_000]);
    await directory.deletePass(idOf(person), value.id, newContext());
  });

  it('is deleted through a 503', async () => {
    const { value } = await directory.createPass(idOf(person), ask, newContext());
    await tenant.setFaults([
      {
        match: { method: 'DELETE', path: `${passes}/*` },
        times: 1,
        action: { kind: 'status', status: 503, retryAfterSeconds: 0 },
      },
    ]);
    expect((await directory.deletePass(idOf(person), value.id, newContext())).value).toBe('deleted');
    expect(await livePasses(person)).toBe(0);
  });
});

describe('a membership', () => {
  it('is joined once, then already there, left once, then absent', async () => {
    const person = idOf('walk-away');
    expect((await directory.joinGroup(onboarding, person, newContext())).value).toBe('joined');
    expect(await directory.isDirectMember(onboarding, person, newContext())).toBe(true);
    expect((await directory.joinGroup(onboarding, person, newContext())).value).toBe('already');
    expect((await directory.leaveGroup(onboarding, person, newContext())).value).toBe('left');
    expect(await directory.isDirectMember(onboarding, person, newContext())).toBe(false);
    expect((await directory.leaveGroup(onboarding, person, newContext())).value).toBe('absent');
  });

  it('whose answer is lost is unknown, and a look tells', async () => {
    const person = idOf('walk-away');
    await tenant.setFaults([
      {
        match: { method: 'POST', path: '/v1.0/groups/*/members/$ref' },
        times: 1,
        action: { kind: 'reset-after' },
      },
    ]);
    const records = await recorded(async () => {
      const error = await directoryErrorOf(directory.joinGroup(onboarding, person, newContext()));
      expect(error.outcome).toBe('unknown');
    });
    expect(records.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await directory.isDirectMember(onboarding, person, newContext())).toBe(true);
    await directory.leaveGroup(onboarding, person, newContext());
  });

  it('finds the groups by name', async () => {
    const groups = await directory.findGroups(['TAP-Onboarding-Users', 'No such group'], newContext());
    expect(groups.map(({ id }) => id)).toEqual([onboarding]);
  });
});

describe('methods and sessions', () => {
  it('lists methods, removes one, and finds it absent then', async () => {
    const person = idOf('lost-phone');
    const before = await directory.listMethods(person, newContext());
    const phone = before.find(({ type }) => type.endsWith('microsoftAuthenticatorAuthenticationMethod'));
    if (phone === undefined) throw new Error('nothing to lose');
    expect((await directory.removeMethod(person, phone, newContext())).value).toBe('removed');
    expect((await directory.removeMethod(person, phone, newContext())).value).toBe('absent');
    const after = await directory.listMethods(person, newContext());
    expect(after.map(({ id }) => id)).not.toContain(phone.id);
  });

  it('ends sign-in sessions', async () => {
    const { value } = await directory.revokeSignInSessions(idOf('lost-phone'), newContext());
    expect(value).toBe('revoked');
  });
});

describe('a claims challenge', () => {
  it('is answered once with a token for those claims', async () => {
    await tenant.setFaults([
      { match: { path: '/v1.0/users' }, times: 1, action: { kind: 'claims-challenge' } },
    ]);
    const claims: (string | undefined)[] = [];
    const watched = directoryOf(tenant, {
      accessToken: (asked) => {
        claims.push(asked);
        return session.accessToken(asked);
      },
    });
    const found = await watched.findPeople({ by: 'employee-id', value: '10000123' }, newContext());
    expect(found).toHaveLength(1);
    expect(claims[0]).toBeUndefined();
    expect(claims[1]).toMatch(/^\{"access_token":/);
  });
});
