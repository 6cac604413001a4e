import { allows, refuses, type Rule } from '../rule.ts';

/** Emergency-access (break-glass) accounts have a recovery of their own and never get a pass at a desk. */
export const notEmergencyAccess: Rule = {
  id: 'not-emergency-access',
  source: 'TAP for CMMC Level 2, privileged access',
  check: ({ config, facts }) => [
    config.emergencyAccessIds.includes(facts.person.id)
      ? refuses('account.emergency-access')
      : allows('account.no-emergency-access'),
  ],
};
