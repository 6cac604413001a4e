import type { PolicySentence, Screen, Stage } from '../../src/shared/index.ts';

const roles = 'Authentication Administrator, Privileged Authentication Administrator';

const sentences: PolicySentence[] = [
  { code: 'facts-complete', params: {} },
  { code: 'scenario-proven', params: {} },
  { code: 'rollout-phase', params: { phase: 'pilot', count: 2 } },
  { code: 'account-enabled', params: {} },
  { code: 'no-guest', params: {} },
  { code: 'account-synced.allowed', params: {} },
  { code: 'not-on-hold', params: { count: 1 } },
  { code: 'not-operator', params: {} },
  {
    code: 'not-privileged.open',
    params: { minutes: 15, approvals: 1, role: 'Privileged Authentication Administrator' },
  },
  { code: 'privileged-restricted.open', params: { policy: 'CA: privileged recovery' } },
  { code: 'not-emergency-access', params: { accounts: 2, groups: 1 } },
  { code: 'none-unresolved', params: {} },
  { code: 'no-live-pass', params: {} },
  { code: 'repeats-few', params: { passes: 2, minutes: 1_440 } },
  { code: 'hours-open', params: { zone: 'America/Chicago', count: 11 } },
  {
    code: 'badge-strong',
    params: { newHire: 'typed', lostPhone: 'identifier', reRegistration: 'signed-with-pin' },
  },
  { code: 'card-present', params: { numberCard: 'until-registered', signingCard: 'whole' } },
  { code: 'identity-proven', params: { newHire: 3, lostPhone: 4, reRegistration: 3 } },
  { code: 'lifetime-baseline', params: { minutes: 60, baseline: 'zero-trust', minimum: 30, maximum: 60 } },
  { code: 'lifetime-tenant', params: {} },
  { code: 'one-time', params: {} },
  { code: 'group-fit', params: {} },
  { code: 'pass-policy-reaches', params: {} },
  { code: 'way-open', params: {} },
  { code: 'operator-role', params: { role: roles } },
  { code: 'operator-separated', params: { role: 'Global Administrator, Security Administrator' } },
  { code: 'operator-trained.asked', params: {} },
  { code: 'rates-kept', params: { operator: 30, operatorMinutes: 60, station: 60, stationMinutes: 60 } },
  { code: 'station-fit.asked', params: { types: 'entra, hybrid', days: 30 } },
  { code: 'approver-other', params: {} },
  { code: 'approver-role', params: { role: roles, supervisor: 'Security Reader' } },
  { code: 'approver-separated', params: {} },
  { code: 'approver-fresh', params: { minutes: 5 } },
];

/** The policy in force, long enough to scroll. */
export const policySamples = {
  'operator-policy': {
    stage: null,
    screen: { kind: 'operator/policy', sentences, ruleSet: 'zero-trust-0f3a9b1c2d4e5f60' },
  },
} as const satisfies Record<string, { readonly screen: Screen; readonly stage: Stage | null }>;
