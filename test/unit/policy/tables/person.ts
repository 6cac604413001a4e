import { roleIds } from '../../../../src/main/policy/index.ts';
import { group, method, role } from '../../../support/directory-objects.ts';
import { pass, proofing, type Variation } from '../../../support/policy-input.ts';
import { both, operatorHolds, rolesHeld, unknown, type Row } from './row.ts';

const lostPhone = (ids: readonly string[], ...methods: ReturnType<typeof method>[]): Variation => ({
  input: { scenario: 'lost-phone', lostMethodIds: ids },
  facts: { methods },
});
const unheardOf = '00000000-aaaa-bbbb-cccc-000000000001';
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
const owned = (...ids: string[]): Variation => ({
  facts: {
    roleAssignableGroupIds: { known: true, value: ids },
    ownedRoleAssignableGroupIds: { known: true, value: ids },
  },
});

/** The separate path, open, with an operator who may go it. */
export const privilegedPath = (more: object = {}): Variation =>
  both(
    { config: { privileged: { allowed: true, restrictedBy: 'CA: privileged recovery', ...more } } },
    rolesHeld(role(roleIds.globalAdministrator)),
    operatorHolds(role(roleIds.privilegedAuthenticationAdministrator)),
  );

const scenario: readonly Row[] = [
  ['scenario-proven', 'no scenario', { input: { scenario: null } }, ['scenario.not-named']],
  [
    'scenario-proven',
    'a new hire with a passkey',
    { facts: { methods: [method('k', 'fido2')] } },
    ['scenario.has-strong-method'],
  ],
  [
    'scenario-proven',
    'a new hire with a method of an unheard-of kind',
    { facts: { methods: [method('x', 'quantumTelepathy')] } },
    ['scenario.has-strong-method'],
  ],
  [
    'scenario-proven',
    'a new hire with a phone number',
    { facts: { methods: [method('p', 'phone'), method('e', 'email')] } },
    ['scenario.proven'],
  ],
  [
    'scenario-proven',
    'a lost phone without a lost method',
    lostPhone([], method('a', 'microsoftAuthenticator')),
    ['scenario.nothing-lost'],
  ],
  [
    'scenario-proven',
    'a lost method that is not registered',
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
    'a lost Authenticator that is registered',
    lostPhone(['a'], method('a', 'microsoftAuthenticator')),
    ['scenario.proven'],
  ],
  [
    'scenario-proven',
    're-registration of nothing',
    { input: { scenario: 're-registration' } },
    ['scenario.nothing-registered'],
  ],
  [
    'scenario-proven',
    're-registration of an Authenticator',
    { input: { scenario: 're-registration' }, facts: { methods: [method('a', 'microsoftAuthenticator')] } },
    ['scenario.proven'],
  ],
];

const onHold = { config: { holdGroupIds: ['hold'] } };
const heldGroup = { groups: [group(), group({ id: 'hold', displayName: 'On hold' })] };

const account: readonly Row[] = [
  ['facts-complete', 'a fact that nobody gave', { input: { missing: ['methods'] } }, ['facts.missing']],
  [
    'facts-complete',
    'two of them',
    { input: { missing: ['methods', 'person.guest'] } },
    ['facts.missing', 'facts.missing'],
  ],
  ['account-enabled', 'a disabled account', { person: { accountEnabled: false } }, ['account.disabled']],
  ['account-enabled', 'an unknown state', { person: { accountEnabled: null } }, ['account.state-unknown']],
  ['no-guest', 'a guest', { person: { guest: true } }, ['account.guest']],
  ['not-operator', 'the operator', { person: { id: 'o-1' } }, ['account.is-operator']],
  [
    'account-synced',
    'a synchronised account',
    { person: { onPremisesSynced: true } },
    ['account.sync-supported'],
  ],
  [
    'account-synced',
    'a synchronised account where the site refuses them',
    { person: { onPremisesSynced: true }, config: { syncedAccounts: 'refused' } },
    ['account.synced'],
  ],
  ['not-on-hold', 'a member of another group', both(onHold, { facts: heldGroup }), ['account.not-on-hold']],
  [
    'not-on-hold',
    'a member of the group on hold',
    both(onHold, { facts: { ...heldGroup, memberOfGroupIds: ['hold'] } }),
    ['account.on-hold'],
  ],
  ['not-on-hold', 'a group that the tenant has not', onHold, ['account.hold-unknown']],
  [
    'not-emergency-access',
    'an account named by id',
    { config: { emergencyAccessIds: ['p-1'] } },
    ['account.emergency-access'],
  ],
  [
    'not-emergency-access',
    'a member of the group of emergency accounts',
    {
      config: { emergencyAccessGroupIds: ['hold'] },
      facts: { ...heldGroup, memberOfGroupIds: ['hold'] },
    },
    ['account.emergency-access'],
  ],
  [
    'not-emergency-access',
    'a group that the tenant has not',
    { config: { emergencyAccessGroupIds: ['gone'] } },
    ['account.emergency-access-unknown'],
  ],
  ['none-unresolved', 'something left', { input: { unresolvedEarlier: true } }, ['enrollment.unresolved']],
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
  [
    'no-live-pass',
    'an expired pass on record',
    { facts: { passes: [pass({ usable: false, usabilityReason: 'Expired' })] } },
    ['pass.none-live'],
  ],
  [
    'no-live-pass',
    'a used pass on record',
    { facts: { passes: [pass({ usable: false, usabilityReason: 'OneTimeUsed' })] } },
    ['pass.none-live'],
  ],
  [
    'no-live-pass',
    'a live pass of this enrollment',
    { facts: { passes: [pass()] }, input: { ownPassIds: ['pass-1'] } },
    ['pass.none-live'],
  ],
];

const rolloutGroups = [group(), group({ id: 'pilot', displayName: 'Pilot' })];
const inPilot = { facts: { groups: rolloutGroups, memberOfGroupIds: ['pilot'] } };
const pilot = { config: { rollout: { phase: 'pilot', pilotGroupIds: ['pilot'] } } };
const expansion = {
  config: { rollout: { phase: 'expansion', pilotGroupIds: ['pilot'], expansionGroupIds: ['more'] } },
};
const last = { config: { rollout: { phase: 'onboarding-only' } } };
const again: Variation = {
  input: { scenario: 're-registration', proofing: proofing({ scenario: 're-registration' }) },
  facts: { methods: [method('a', 'microsoftAuthenticator')] },
};

const rollout: readonly Row[] = [
  [
    'rollout-phase',
    'a pilot without groups',
    { config: { rollout: { phase: 'pilot' } } },
    ['rollout.not-in-phase'],
  ],
  [
    'rollout-phase',
    'nobody of the pilot',
    both(pilot, { facts: { groups: rolloutGroups } }),
    ['rollout.not-in-phase'],
  ],
  ['rollout-phase', 'a member of the pilot', both(pilot, inPilot), ['rollout.included']],
  [
    'rollout-phase',
    'a group that the tenant has not',
    pilot,
    ['rollout.not-in-phase', 'rollout.group-unknown'],
  ],
  ['rollout-phase', 'a member of the pilot in the expansion', both(expansion, inPilot), ['rollout.included']],
  ['rollout-phase', 'a new hire in the last phase', last, ['rollout.included']],
  ['rollout-phase', 'anybody else in the last phase', both(last, again), ['rollout.scenario-ended']],
  [
    'rollout-phase',
    'a privileged emergency in the last phase',
    both(again, privilegedPath(), {
      config: { rollout: { phase: 'onboarding-only' }, privileged: { allowed: true, restrictedBy: 'CA' } },
    }),
    ['rollout.included'],
  ],
];

const privileged: readonly Row[] = [
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
    rolesHeld(role(helpdesk, { scope: '/administrativeUnits/u' })),
    ['privileged.role'],
  ],
  [
    'not-privileged',
    'a role of the short list over one unit',
    rolesHeld(role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b', { scope: '/administrativeUnits/u' })),
    ['privileged.unit-role'],
  ],
  ['not-privileged', 'a custom role', rolesHeld(role(unheardOf)), ['privileged.role']],
  [
    'not-privileged',
    'two roles',
    rolesHeld(role(roleIds.globalAdministrator), role('x', { how: 'eligible' })),
    ['privileged.role', 'privileged.eligible-role'],
  ],
  [
    'not-privileged',
    'a role of the short list',
    rolesHeld(role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b')),
    ['privileged.none'],
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
    'unknown groups of their own',
    { facts: { ownedRoleAssignableGroupIds: unknown } },
    ['privileged.unknown'],
  ],
  [
    'not-privileged',
    'a role-assignable group',
    { facts: { roleAssignableGroupIds: { known: true, value: ['g-9'] } } },
    ['privileged.role-assignable-group'],
  ],
  ['not-privileged', 'the owner of a role-assignable group', owned('g-9'), ['privileged.group-owner']],
  [
    'not-privileged',
    'a restricted account',
    { person: { managementRestricted: true } },
    ['privileged.restricted-management'],
  ],
  ['not-privileged', 'the separate path', privilegedPath(), ['privileged.role']],
  [
    'not-privileged',
    'unknown roles on the separate path',
    both(privilegedPath(), { facts: { roles: unknown } }),
    ['privileged.unknown'],
  ],
  [
    'privileged-restricted',
    'the separate path without a further restriction',
    privilegedPath({ restrictedBy: null }),
    ['privileged.restriction-missing'],
  ],
  ['privileged-restricted', 'the separate path', privilegedPath(), ['privileged.restriction-named']],
];

export const personRows: readonly Row[] = [...scenario, ...account, ...rollout, ...privileged];
