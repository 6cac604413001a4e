import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clock as desktopClock } from '../../../src/main/app/clock.ts';
import type { Directory, OperatorFacts } from '../../../src/main/directory/index.ts';
import { createEnrollments, type Enrollment, type Enrollments } from '../../../src/main/enrollment/index.ts';
import { openJournal, type Journal } from '../../../src/main/journal/index.ts';
import { createLogger } from '../../../src/main/log/index.ts';
import { authenticatorModels } from '../../../src/main/policy/index.ts';
import type { OfferedWay } from '../../../src/shared/index.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { prove } from '../../support/proving.ts';
import { sitePolicy } from '../../support/site-policy.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';
import { badgeOnRecord } from '../../support/badge.ts';

const state = z.object({ livePasses: z.array(z.unknown()), strayMemberships: z.array(z.unknown()) });

/** A station with a platform that finishes security keys, and nothing that provisions them. */
const station: readonly OfferedWay[] = [
  { way: 'security-key-here', closed: null },
  { way: 'passkey-on-phone', closed: null },
  { way: 'authenticator-on-phone', closed: null },
];

let tenant: SimulatedTenant;
let directory: Directory;
let operator: OperatorFacts;
let journal: Journal;
let enrollments: Enrollments;
let folder: string;

beforeAll(async () => {
  tenant = await startTenant();
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
  operator = (await directory.readOperator(newContext())).value;
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-ways-'));
  journal = openJournal({
    file: path.join(folder, 'journal.sqlite'),
    station: 'desk-1',
    clock: desktopClock,
    randomBytes: (count) => randomBytes(count),
  });
  const { onboarding = '', recovery = '', privilegedEmergency = '' } = tenant.facts.groups;
  enrollments = createEnrollments({
    directory,
    journal,
    policy: sitePolicy(String(tenant.facts['stationDeviceId'])),
    groups: {
      'new-hire': onboarding,
      'lost-phone': recovery,
      're-registration': recovery,
      privileged: privilegedEmergency,
    },
    stationWays: station,
    clock: desktopClock,
    newId: () => randomUUID(),
    log: createLogger({ write: () => undefined }),
  });
});
afterAll(async () => {
  journal.close();
  rmSync(folder, { recursive: true });
  await tenant.stop();
});

/** Up to where the operator sees what was decided. */
const decided = async (part: string): Promise<Enrollment> => {
  const { employeeId } = tenant.person(part);
  const [person] = await directory.findPeople({ by: 'employee-id', value: employeeId ?? '' }, newContext());
  if (person === undefined) throw new Error(`nobody has the number of ${part}`);
  const enrollment = enrollments.begin({ person, badge: badgeOnRecord, cardIsThere: () => true, operator });
  enrollment.send({ type: 'scenario-chosen', scenario: 'new-hire' });
  prove(enrollment);
  await new Promise<void>((resolve) => {
    const look = (): void => {
      const { at, endedAt, notice } = enrollment.view();
      if (at === 'decided' || endedAt !== null || notice !== null) resolve();
    };
    enrollment.listen(look);
    look();
  });
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
  expect(state.parse(await tenant.state())).toEqual({ livePasses: [], strayMemberships: [] });
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
