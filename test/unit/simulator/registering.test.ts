import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../../src/simulator/tenant/clock.ts';
import { guidOf } from '../../../src/simulator/tenant/ids.ts';
import { DEFAULT_PASSKEY_PROFILE, type Fido2Policy } from '../../../src/simulator/tenant/policies.ts';
import {
  acceptsPasskey,
  maySetAuthenticatorUp,
  maySetPasskeysUp,
  type OfferedPasskey,
} from '../../../src/simulator/tenant/registering.ts';
import type { Tenant } from '../../../src/simulator/tenant/tenant.ts';
import { variantNamed } from '../../../src/simulator/tenant/variants/index.ts';
import { foundTenant } from '../../../src/simulator/town/found.ts';

const found = (name: string): Tenant => {
  const variant = variantNamed(name);
  if (variant === undefined) throw new Error(name);
  return foundTenant({
    clock: createClock(() => Date.parse('2026-11-22T08:00:00Z')),
    randomBytes,
    settings: { propagationMs: 0, methodDelayMs: 0, logDelayMs: 0 },
    variant,
    extraPeople: 0,
    extraPolicies: 0,
    crowd: 'Staff',
  });
};

const somebody = guidOf('person new-hire');
const member = guidOf('person already-member');
const onboarding = guidOf('group TAP-Onboarding-Users');
const KEY = '11111111-2222-4333-8444-555555555555';
const key: OfferedPasskey = { aaGuid: KEY, passkeyType: 'deviceBound', attestationLevel: 'notAttested' };

let tenant: Tenant;
beforeEach(() => {
  tenant = found('healthy');
});
const set = (change: Partial<Fido2Policy>) => {
  tenant.policies.fido2 = { ...tenant.policies.fido2, ...change };
};
const profile = (change: Partial<Fido2Policy['passkeyProfiles'][number]>) => {
  set({ passkeyProfiles: tenant.policies.fido2.passkeyProfiles.map((one) => ({ ...one, ...change })) });
};
const listed = (enforcementType: 'allow' | 'block', aaGuids: readonly string[]) => ({
  isEnforced: true,
  enforcementType,
  aaGuids,
});

describe('setting passkeys up', () => {
  it('is possible in a healthy tenant, for any kind of passkey', () => {
    expect(maySetPasskeysUp(tenant, somebody)).toBe(true);
    expect(acceptsPasskey(tenant, somebody, key)).toBe(true);
    expect(acceptsPasskey(tenant, somebody, { ...key, passkeyType: 'synced' })).toBe(true);
  });

  it.each([
    ['switched off', { state: 'disabled' }],
    ['not left to people themselves', { isSelfServiceRegistrationAllowed: false }],
    ['for nobody', { includeTargets: [] }],
    ['not for this group', { excludeTargets: [{ id: onboarding, targetType: 'group' }] }],
  ] as const)('is not possible where it is %s', (_name, change) => {
    set(change);
    expect(maySetPasskeysUp(tenant, member)).toBe(false);
  });

  it.each([
    ['only synced ones', { passkeyTypes: 'synced' }],
    ['models on a list it is not on', { keyRestrictions: listed('allow', []) }],
    ['models but this one', { keyRestrictions: listed('block', [KEY]) }],
    ['only models that prove themselves', { attestationEnforcement: 'registrationOnly' }],
  ] as const)('does not take a key where the profile takes %s', (_name, change) => {
    profile(change);
    expect(acceptsPasskey(tenant, somebody, key)).toBe(false);
  });

  it('takes a key that any one profile of the person takes', () => {
    profile({ passkeyTypes: 'synced' });
    const second = { id: '10000000-0000-4000-8000-000000000002', name: 'Keys', passkeyTypes: 'deviceBound' };
    const [first] = tenant.policies.fido2.passkeyProfiles;
    if (first === undefined) throw new Error('no profile');
    set({ passkeyProfiles: [first, { ...first, ...second }] });
    expect(acceptsPasskey(tenant, member, key)).toBe(false);
    const target = { targetType: 'group', isRegistrationRequired: false } as const;
    set({
      includeTargets: [
        { ...target, id: 'all_users', allowedPasskeyProfiles: [DEFAULT_PASSKEY_PROFILE] },
        { ...target, id: onboarding, allowedPasskeyProfiles: [second.id] },
      ],
    });
    expect(acceptsPasskey(tenant, member, key)).toBe(true);
    expect(acceptsPasskey(tenant, somebody, key)).toBe(false);
  });

  it('goes by the settings beside the profiles only where there are none', () => {
    set({ keyRestrictions: listed('block', [KEY]), isAttestationEnforced: true });
    expect(acceptsPasskey(tenant, somebody, key)).toBe(true);
    set({ passkeyProfiles: [] });
    expect(acceptsPasskey(tenant, somebody, key)).toBe(false);
    expect(acceptsPasskey(tenant, somebody, { ...key, aaGuid: onboarding })).toBe(false);
  });
});

describe('setting Authenticator up', () => {
  it('is possible unless it is switched off or not for the person', () => {
    expect(maySetAuthenticatorUp(tenant, somebody)).toBe(true);
    const { authenticator } = tenant.policies;
    tenant.policies.authenticator = { ...authenticator, state: 'disabled' };
    expect(maySetAuthenticatorUp(tenant, somebody)).toBe(false);
    tenant.policies.authenticator = {
      ...authenticator,
      excludeTargets: [{ id: somebody, targetType: 'user' }],
    };
    expect(maySetAuthenticatorUp(tenant, somebody)).toBe(false);
  });
});
