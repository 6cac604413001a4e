import { describe, expect, it } from 'vitest';
import { decide, rules } from '../../../src/main/policy/decide.ts';
import { roleIds } from '../../../src/main/policy/index.ts';
import { reasonCodes, type ReasonCode } from '../../../src/shared/index.ts';
import { group, inputWith, method, pass, role, type Variation } from '../../support/policy-input.ts';

const unknown = { known: false, because: 'tenant.forbidden' } as const;
const policyWith = (more: object): Variation => {
  const { passPolicy } = inputWith().facts;
  if (!passPolicy.known) throw new Error('the ordinary input knows the policy');
  return { facts: { passPolicy: { known: true, value: { ...passPolicy.value, ...more } } } };
};
const rolesHeld = (...held: ReturnType<typeof role>[]): Variation => ({
  facts: { roles: { known: true, value: held } },
});
const lostPhone = (ids: readonly string[], ...methods: ReturnType<typeof method>[]): Variation => ({
  input: { scenario: 'lost-phone', lostMethodIds: ids },
  facts: { methods },
});

/** Rule, what is different, and the refusals it must give. */
const refusals: readonly (readonly [rule: string, what: string, Variation, readonly ReasonCode[]])[] = [
  ['scenario-proven', 'no scenario', { input: { scenario: null } }, ['scenario.not-named']],
  [
    'scenario-proven',
    'new hire with a passkey',
    { facts: { methods: [method('k', 'fido2')] } },
    ['scenario.has-strong-method'],
  ],
  [
    'scenario-proven',
    'new hire with a method of an unheard-of kind',
    { facts: { methods: [method('x', 'quantumTelepathy')] } },
    ['scenario.has-strong-method'],
  ],
  [
    'scenario-proven',
    'lost phone without a lost method',
    lostPhone([], method('a', 'microsoftAuthenticator')),
    ['scenario.nothing-lost'],
  ],
  [
    'scenario-proven',
    'lost method that is not registered',
    lostPhone(['b'], method('a', 'microsoftAuthenticator')),
    ['scenario.lost-method-not-registered'],
  ],
  [
    'scenario-proven',
    'a lost password',
    lostPhone(['p'], method('p', 'password')),
    ['scenario.lost-method-not-registered'],
  ],
  [
    'scenario-proven',
    're-registration of nothing',
    { input: { scenario: 're-registration' } },
    ['scenario.nothing-registered'],
  ],
  ['account-enabled', 'a disabled account', { person: { accountEnabled: false } }, ['account.disabled']],
  [
    'account-enabled',
    'an account of unknown state',
    { person: { accountEnabled: null } },
    ['account.state-unknown'],
  ],
  ['no-guest', 'a guest', { person: { guest: true } }, ['account.guest']],
  ['not-operator', 'the operator', { person: { id: 'o-1' } }, ['account.is-operator']],
  ['not-privileged', 'an active role', rolesHeld(role(roleIds.globalAdministrator)), ['privileged.role']],
  [
    'not-privileged',
    'an eligible role',
    rolesHeld(role(roleIds.globalAdministrator, { how: 'eligible' })),
    ['privileged.eligible-role'],
  ],
  [
    'not-privileged',
    'a role through a group',
    rolesHeld(role(roleIds.globalAdministrator, { viaGroupId: 'g-9' })),
    ['privileged.role'],
  ],
  [
    'not-privileged',
    'a role over one unit',
    rolesHeld(role('729827e3-9c14-49f7-bb1b-9608f156bbb8', { scope: '/administrativeUnits/u' })),
    ['privileged.role'],
  ],
  [
    'not-privileged',
    'a custom role',
    rolesHeld(role('00000000-aaaa-bbbb-cccc-000000000001')),
    ['privileged.role'],
  ],
  [
    'not-privileged',
    'two roles',
    rolesHeld(role(roleIds.globalAdministrator), role('x', { how: 'eligible' })),
    ['privileged.role', 'privileged.eligible-role'],
  ],
  ['not-privileged', 'unknown roles', { facts: { roles: unknown } }, ['privileged.unknown']],
  [
    'not-privileged',
    'unknown groups',
    { facts: { roleAssignableGroupIds: unknown } },
    ['privileged.unknown'],
  ],
  [
    'not-privileged',
    'a role-assignable group',
    { facts: { roleAssignableGroupIds: { known: true, value: ['g-9'] } } },
    ['privileged.role-assignable-group'],
  ],
  [
    'not-privileged',
    'a restricted account',
    { person: { managementRestricted: true } },
    ['privileged.restricted-management'],
  ],
  [
    'not-emergency-access',
    'an emergency-access account',
    { config: { emergencyAccessIds: ['p-1'] } },
    ['account.emergency-access'],
  ],
  [
    'none-unresolved',
    'something left from before',
    { input: { unresolvedEarlier: true } },
    ['enrollment.unresolved'],
  ],
  ['no-live-pass', "somebody else's live pass", { facts: { passes: [pass()] } }, ['pass.someone-elses']],
  [
    'no-live-pass',
    'a pass not valid yet',
    { facts: { passes: [pass({ usable: false, usabilityReason: 'NotYetValid' })] } },
    ['pass.someone-elses'],
  ],
  [
    'no-live-pass',
    'a pass the policy switched off',
    { facts: { passes: [pass({ usable: false, usabilityReason: 'DisabledByPolicy' })] } },
    ['pass.someone-elses'],
  ],
  [
    'no-live-pass',
    'a pass of unknown state',
    { facts: { passes: [pass({ usable: null, usabilityReason: null })] } },
    ['pass.someone-elses'],
  ],
  ['lifetime-baseline', 'too short', { config: { lifetimeMinutes: 29 } }, ['lifetime.outside-baseline']],
  ['lifetime-baseline', 'too long', { config: { lifetimeMinutes: 61 } }, ['lifetime.outside-baseline']],
  [
    'lifetime-tenant',
    'shorter than the tenant allows',
    policyWith({ minimumLifetimeMinutes: 61 }),
    ['lifetime.outside-tenant-range'],
  ],
  [
    'lifetime-tenant',
    'longer than the tenant allows',
    policyWith({ maximumLifetimeMinutes: 59 }),
    ['lifetime.outside-tenant-range'],
  ],
  [
    'lifetime-tenant',
    'an unknown range',
    { facts: { passPolicy: unknown } },
    ['lifetime.tenant-range-unknown'],
  ],
  ['one-time', 'a reusable pass', { config: { usableOnce: false } }, ['one-time.not-asked']],
  ['group-fit', 'no group', { facts: { groups: [] } }, ['group.missing']],
  ['group-fit', 'no group named', { input: { groupId: null } }, ['group.missing']],
  [
    'group-fit',
    'a mail group',
    { facts: { groups: [group({ securityEnabled: false })] } },
    ['group.not-security'],
  ],
  ['group-fit', 'a dynamic group', { facts: { groups: [group({ dynamic: true })] } }, ['group.dynamic']],
  [
    'group-fit',
    'a synchronised group',
    { facts: { groups: [group({ onPremisesSynced: true })] } },
    ['group.synced'],
  ],
  [
    'group-fit',
    'a role-assignable group',
    { facts: { groups: [group({ roleAssignable: true })] } },
    ['group.role-assignable'],
  ],
  [
    'group-fit',
    'everything wrong at once',
    {
      facts: {
        groups: [
          group({ securityEnabled: false, dynamic: true, onPremisesSynced: true, roleAssignable: true }),
        ],
      },
    },
    ['group.not-security', 'group.dynamic', 'group.synced', 'group.role-assignable'],
  ],
  ['pass-policy-reaches', 'passes switched off', policyWith({ enabled: false }), ['pass-policy.disabled']],
  [
    'pass-policy-reaches',
    'another group',
    policyWith({ includedGroupIds: ['g-2'] }),
    ['pass-policy.group-not-included'],
  ],
  ['pass-policy-reaches', 'an unknown policy', { facts: { passPolicy: unknown } }, ['pass-policy.unknown']],
  ['operator-role', 'no role', { operatorRoles: { known: true, value: [] } }, ['operator.no-role']],
  [
    'operator-role',
    'only eligible',
    {
      operatorRoles: { known: true, value: [role(roleIds.authenticationAdministrator, { how: 'eligible' })] },
    },
    ['operator.no-role'],
  ],
  [
    'operator-role',
    'only over one unit',
    {
      operatorRoles: {
        known: true,
        value: [role(roleIds.authenticationAdministrator, { scope: '/administrativeUnits/u' })],
      },
    },
    ['operator.no-role'],
  ],
  ['operator-role', 'unknown roles', { operatorRoles: unknown }, ['operator.roles-unknown']],
  [
    'operator-separated',
    'a Global Administrator',
    {
      operatorRoles: {
        known: true,
        value: [role(roleIds.authenticationAdministrator), role(roleIds.globalAdministrator)],
      },
    },
    ['operator.not-separated'],
  ],
  ['operator-separated', 'unknown roles', { operatorRoles: unknown }, ['operator.roles-unknown']],
];

const refusedBy = (variation: Variation, rule: string): readonly ReasonCode[] =>
  decide(inputWith(variation))
    .reasons.filter((reason) => reason.effect === 'refuses' && reason.rule === rule)
    .map((reason) => reason.code);

describe('each rule', () => {
  it.each(refusals)('%s refuses %s', (rule, _, ...[variation, codes]) => {
    expect(refusedBy(variation, rule)).toEqual(codes);
    expect(decide(inputWith(variation)).verdict).toBe('refuse');
  });

  it.each(rules.map((rule) => rule.id))('%s stands in the table, alone able to refuse', (rule) => {
    expect(refusals.some(([id]) => id === rule)).toBe(true);
    const lines = refusals.filter(([id]) => id === rule);
    const alone = lines.some(([, , variation]) =>
      decide(inputWith(variation)).reasons.every(
        (reason) => reason.effect !== 'refuses' || reason.rule === rule,
      ),
    );
    expect(alone).toBe(true);
  });

  it.each<[string, Variation]>([
    [
      'an expired pass on record',
      { facts: { passes: [pass({ usable: false, usabilityReason: 'Expired' })] } },
    ],
    [
      'a used pass on record',
      { facts: { passes: [pass({ usable: false, usabilityReason: 'OneTimeUsed' })] } },
    ],
    ['a live pass of this enrollment', { facts: { passes: [pass()] }, input: { ownPassIds: ['pass-1'] } }],
    ['a phone number of a new hire', { facts: { methods: [method('p', 'phone'), method('e', 'email')] } }],
    ['a lost Authenticator that is registered', lostPhone(['a'], method('a', 'microsoftAuthenticator'))],
    [
      're-registration of an Authenticator',
      { input: { scenario: 're-registration' }, facts: { methods: [method('a', 'microsoftAuthenticator')] } },
    ],
    ['a role of the short list', rolesHeld(role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b'))],
    ['a policy that reaches everyone', policyWith({ includesEveryone: true, includedGroupIds: [] })],
    [
      'a privileged operator role',
      { operatorRoles: { known: true, value: [role(roleIds.privilegedAuthenticationAdministrator)] } },
    ],
    [
      'an operator who may only become Global Administrator',
      {
        operatorRoles: {
          known: true,
          value: [
            role(roleIds.authenticationAdministrator),
            role(roleIds.globalAdministrator, { how: 'eligible' }),
          ],
        },
      },
    ],
    [
      'a unit-scoped operator where the site accepts the unit',
      {
        config: { operatorScopes: ['/administrativeUnits/u'] },
        operatorRoles: {
          known: true,
          value: [role(roleIds.authenticationAdministrator, { scope: '/administrativeUnits/u' })],
        },
      },
    ],
  ])('allows %s', (_, variation) => {
    expect(decide(inputWith(variation)).reasons.filter((reason) => reason.effect === 'refuses')).toEqual([]);
  });

  it('gives only codes of the published list, and every code of it is given somewhere', () => {
    const given = new Set(
      [inputWith(), ...refusals.map(([, , variation]) => inputWith(variation))].flatMap((input) =>
        decide(input).reasons.map((reason) => reason.code),
      ),
    );
    expect([...given].sort()).toEqual([...reasonCodes].sort());
  });
});
