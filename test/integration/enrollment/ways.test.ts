import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Enrollment } from '../../../src/main/enrollment/index.ts';
import { authenticatorModels } from '../../../src/main/policy/index.ts';
import type { OfferedWay } from '../../../src/shared/index.ts';
import { prove } from '../../support/proving.ts';
import { openTenantEngine, type TenantEngine } from '../../support/tenant-engine.ts';
import { leftAt, startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { until } from '../../support/until.ts';

/** A station with a platform that finishes security keys, and nothing that provisions them. */
const station: readonly OfferedWay[] = [
  { way: 'security-key-here', closed: null },
  { way: 'passkey-on-phone', closed: null },
  { way: 'authenticator-on-phone', closed: null },
];

let tenant: SimulatedTenant;
let engine: TenantEngine;

beforeAll(async () => {
  tenant = await startTenant();
  engine = await openTenantEngine(tenant, { stationWays: station });
});
afterAll(async () => {
  engine.close();
  await tenant.stop();
});

/** Up to where the operator sees what was decided. */
const decided = async (part: string): Promise<Enrollment> => {
  const enrollment = await engine.begin(part);
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await until(enrollment, ({ at, notice }) => at === 'decided' || notice !== null);
  return enrollment;
};

/** What the operator sees of the ways: open ones as null, best first. */
const waysSeen = ({ view }: Enrollment) =>
  Object.fromEntries((view().decision?.ways ?? []).map(({ way, closed }) => [way, closed?.code ?? null]));
const seen = (key: string | null, phone: string | null, app: string | null) => ({
  'security-key-here': key,
  'passkey-on-phone': phone,
  'provisioned-key': 'not-built-in',
  'authenticator-on-phone': app,
});

const nothingMade = async (): Promise<void> => {
  expect(await leftAt(tenant)).toEqual({ livePasses: [], strayMemberships: [] });
};

describe('before any pass exists, the desk says what keeps somebody from registering', () => {
  it.each([
    ['new-hire', seen(null, null, null)],
    ['no-passkeys', seen('person-excluded', 'person-excluded', null)],
    ['no-authenticator', seen(null, null, 'person-excluded')],
    ['forced-registration', seen('forced-registration', 'forced-registration', null)],
    ['registration-managed', seen(null, 'registration-needs-more', 'registration-needs-more')],
  ])('to %s, who has ways left', async (part, expected) => {
    const enrollment = await decided(part);
    expect({ at: enrollment.view().at, ways: waysSeen(enrollment) }).toEqual({
      at: 'decided',
      ways: expected,
    });
    await nothingMade();
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await enrollment.ended;
  });

  it.each([
    ['registration-blocked', seen('registration-blocked', 'registration-blocked', 'registration-blocked')],
    [
      'registration-locked',
      seen('registration-needs-other', 'registration-needs-other', 'registration-needs-other'),
    ],
    ['federated', seen('federated', 'federated', 'federated')],
    ['guest', seen('guest', 'guest', null)],
    ['internal-guest', seen('guest', 'guest', null)],
  ])('and refuses %s', async (part, expected) => {
    const enrollment = await decided(part);
    expect({ at: enrollment.view().at, ways: waysSeen(enrollment) }).toEqual({
      at: 'refused',
      ways: expected,
    });
    const calls = (await tenant.records()).filter(
      ({ method, path: where }) => method !== 'GET' && /temporaryAccessPass|members/.test(where),
    );
    expect(calls).toEqual([]);
    await nothingMade();
  });
});

describe('what the tenant lets people register', () => {
  const fido2 = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/Fido2';
  const app =
    '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/MicrosoftAuthenticator';
  const profileId = '00000000-0000-0000-0000-000000000001';
  const open = { isEnforced: false, enforcementType: 'allow', aaGuids: [] };
  const change = async (where: string, type: string, body: object): Promise<void> => {
    const full = { '@odata.type': `#microsoft.graph.${type}AuthenticationMethodConfiguration`, ...body };
    const answer = await tenant.asAdmin('PATCH', where, full);
    expect(answer.status).toBe(204);
  };
  const profiles = (more: object) =>
    change(fido2, 'fido2', {
      passkeyProfiles: [
        {
          id: profileId,
          name: 'Default passkey profile',
          passkeyTypes: 'deviceBound,synced',
          attestationEnforcement: 'disabled',
          keyRestrictions: open,
          ...more,
        },
      ],
    });
  afterEach(async () => {
    await profiles({});
    await change(fido2, 'fido2', { isSelfServiceRegistrationAllowed: true, state: 'enabled' });
    await change(app, 'microsoftAuthenticator', {
      includeTargets: [{ id: 'all_users', targetType: 'group', authenticationMode: 'any' }],
    });
  });

  it.each([
    [
      'passkeys switched off',
      () => change(fido2, 'fido2', { state: 'disabled' }),
      seen('method-off', 'method-off', null),
    ],
    [
      'no self-service',
      () => change(fido2, 'fido2', { isSelfServiceRegistrationAllowed: false }),
      seen('self-service-off', 'self-service-off', null),
    ],
    [
      'synced passkeys alone',
      () => profiles({ passkeyTypes: 'synced' }),
      seen('type-not-allowed', 'type-not-allowed', null),
    ],
    [
      'passkeys in Authenticator alone',
      () =>
        profiles({
          keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: authenticatorModels },
        }),
      seen('model-not-allowed', null, null),
    ],
    [
      'no passkeys in Authenticator',
      () =>
        profiles({
          keyRestrictions: { isEnforced: true, enforcementType: 'block', aaGuids: authenticatorModels },
        }),
      seen(null, 'model-not-allowed', null),
    ],
    [
      'Authenticator for passwords alone',
      () =>
        change(app, 'microsoftAuthenticator', {
          includeTargets: [{ id: 'all_users', targetType: 'group', authenticationMode: 'push' }],
        }),
      seen(null, null, 'only-beside-password'),
    ],
  ])('is said for %s', async (_, set, expected) => {
    await set();
    const enrollment = await decided('new-hire-2');
    expect(waysSeen(enrollment)).toEqual(expected);
    await nothingMade();
    enrollment.send({ type: 'cancel', why: 'enrollment.cancelled' });
    await enrollment.ended;
  });
});
