import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { authenticationAdministrator } from '../../support/directory-objects.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { openTenantEngine, type TenantEngine } from '../../support/tenant-engine.ts';
import { leftAt, startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { reached } from '../../support/until.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const HOLD = { displayName: 'On hold', mailEnabled: false, mailNickname: 'hold', securityEnabled: true };
const id = z.object({ id: z.string() });

let tenant: SimulatedTenant;
let engine: TenantEngine;
let holdGroupId: string;

const asAdmin = async (method: string, where: string, body?: unknown): Promise<unknown> => {
  const response = await tenant.asAdmin(method, where, body);
  const text = await response.text();
  expect(response.ok, `${method} ${where}: ${text}`).toBe(true);
  return text === '' ? null : JSON.parse(text);
};

beforeAll(async () => {
  tenant = await startTenant();
  holdGroupId = id.parse(await asAdmin('POST', '/v1.0/groups', HOLD)).id;
  engine = await openTenantEngine(tenant, { policy: { holdGroupIds: [holdGroupId] } });
});
afterAll(async () => {
  engine.close();
  await tenant.stop();
});
beforeEach(() => tenant.setFaults([]));

const stationDeviceId = (): string => String(tenant.facts['stationDeviceId']);

/** An enrollment of the new hire at the point where the operator sees what was decided. */
const decided = async (at: TenantEngine = engine): Promise<Enrollment> => {
  const enrollment = await at.begin('new-hire');
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await reached(enrollment, 'decided');
  expect(enrollment.view().decision?.verdict).toBe('allow');
  return enrollment;
};

const refusals = (enrollment: Enrollment): readonly string[] =>
  (enrollment.view().decision?.reasons ?? [])
    .filter(({ effect }) => effect === 'refuses')
    .map(({ code }) => code);

interface Change {
  readonly make: () => Promise<unknown>;
  readonly mend: () => Promise<unknown>;
}

const assignmentsOf = async (roleId: string): Promise<readonly string[]> => {
  const filter = `principalId eq '${engine.operator.id}'`;
  const answer = await asAdmin('GET', `/v1.0/roleManagement/directory/roleAssignments?$filter=${filter}`);
  return z
    .object({ value: z.array(id.extend({ roleDefinitionId: z.string() })) })
    .parse(answer)
    .value.filter(({ roleDefinitionId }) => roleDefinitionId === roleId)
    .map((one) => one.id);
};
const assign = (roleId: string): Promise<unknown> =>
  asAdmin('POST', '/v1.0/roleManagement/directory/roleAssignments', {
    principalId: engine.operator.id,
    roleDefinitionId: roleId,
    directoryScopeId: '/',
  });
const unassign = async (roleId: string): Promise<void> => {
  for (const one of await assignmentsOf(roleId)) {
    await asAdmin('DELETE', `/v1.0/roleManagement/directory/roleAssignments/${one}`);
  }
};
const passPolicy = (change: object): Promise<unknown> =>
  asAdmin(
    'PATCH',
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass',
    {
      '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
      ...change,
    },
  );
const change = (body: object): Promise<unknown> => asAdmin('POST', '/simulator/change', body);
const newHire = () => tenant.person('new-hire');
const members = () => `/v1.0/groups/${holdGroupId}/members`;
const excluded = () => [{ id: newHire().id, targetType: 'user' }];
const onboardingMembers = () => `/v1.0/groups/${tenant.facts.groups['onboarding'] ?? ''}/members`;
const join = (where: string) =>
  asAdmin('POST', `${where}/$ref`, {
    '@odata.id': `${tenant.facts.graph}/v1.0/directoryObjects/${newHire().id}`,
  });
const leave = (where: string) => asAdmin('DELETE', `${where}/${newHire().id}/$ref`);
const makePass = async () => {
  await join(onboardingMembers());
  await asAdmin('POST', `/v1.0/users/${newHire().id}/authentication/temporaryAccessPassMethods`, {
    lifetimeInMinutes: 60,
    isUsableOnce: true,
  });
};
const removePasses = async (): Promise<void> => {
  for (const pass of await engine.directory.listPasses(newHire().id, newContext())) {
    await engine.directory.deletePass(newHire().id, pass.id, newContext());
  }
  await leave(onboardingMembers());
};

const changes: readonly (readonly [what: string, reason: string, change: Change])[] = [
  [
    "the operator's role was taken away",
    'operator.no-role',
    {
      make: () => unassign(authenticationAdministrator),
      mend: () => assign(authenticationAdministrator),
    },
  ],
  [
    'the operator was given a role that does not go with it',
    'operator.not-separated',
    { make: () => assign(globalAdministrator), mend: () => unassign(globalAdministrator) },
  ],
  [
    'the station lost its compliance',
    'station.not-compliant',
    {
      make: () => change({ deviceId: stationDeviceId(), isCompliant: false }),
      mend: () => change({ deviceId: stationDeviceId(), isCompliant: true }),
    },
  ],
  [
    'the pass policy was switched off',
    'pass-policy.disabled',
    {
      make: () => passPolicy({ state: 'disabled' }),
      mend: () => passPolicy({ state: 'enabled' }),
    },
  ],
  [
    'the pass policy leaves the person out',
    'pass-policy.excluded',
    {
      make: () => passPolicy({ excludeTargets: excluded() }),
      mend: () => passPolicy({ excludeTargets: [] }),
    },
  ],
  [
    'the person was put on hold',
    'account.on-hold',
    { make: () => join(members()), mend: () => leave(members()) },
  ],
  [
    'the account was disabled',
    'account.disabled',
    {
      make: () => change({ userPrincipalName: newHire().userPrincipalName, accountEnabled: false }),
      mend: () => change({ userPrincipalName: newHire().userPrincipalName, accountEnabled: true }),
    },
  ],
  ['somebody else made a pass', 'pass.someone-elses', { make: makePass, mend: removePasses }],
];

describe('a fact that changes between the decision and the pass (F5)', () => {
  it.each(changes)('refuses when %s', async (_, reason, { make, mend }) => {
    const enrollment = await decided();
    await make();
    try {
      enrollment.send({ type: 'accepted' });
      await reached(enrollment, 'admitting');
    } finally {
      await mend();
    }
    const { at, undone } = enrollment.view();
    expect(at).toBe('refused');
    expect(refusals(enrollment)).toContain(reason);
    expect(undone).toEqual([]);
    const again = engine.journal
      .ofEnrollment(enrollment.view().id)
      .filter(({ entry }) => entry.type === 'decision');
    expect(again.at(-1)?.entry.data).toMatchObject({ verdict: 'refuse', again: true });
    expect(await leftAt(tenant)).toMatchObject({ livePasses: [], strayMemberships: [] });
  });

  // The last one: the tenant's clock goes on only.
  it('refuses when the role runs out by itself', async () => {
    const other = await engine.operatedBy(directoryOf(tenant, await signIn(tenant, 'operator-2')));
    const enrollment = await decided(other);
    const { facts } = enrollment.view();
    expect(facts?.operatorRoles).toMatchObject({ known: true });
    const ends = facts?.operatorRoles.known === true ? facts.operatorRoles.value : [];
    const role = ends.find(({ roleId, how }) => roleId === authenticationAdministrator && how === 'active');
    const minutes = (Date.parse(role?.endsAt ?? '') - (facts?.readAt ?? 0)) / 60_000;
    expect(minutes).toBeGreaterThan(0);
    await tenant.advance(Math.ceil(minutes));
    enrollment.send({ type: 'accepted' });
    await reached(enrollment, 'admitting');
    expect(enrollment.view().at).toBe('refused');
    expect(refusals(enrollment)).toContain('operator.no-role');
  });
});
