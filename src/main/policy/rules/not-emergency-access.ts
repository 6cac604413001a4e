import { inGroups } from '../membership.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

/**
 * Emergency-access (break-glass) accounts, named by id or by a group, have a recovery of their own and never get a
 * pass at a desk.
 */
export const notEmergencyAccess: Rule = {
  id: 'not-emergency-access',
  source: 'TAP for CMMC Level 2, privileged access',
  check: ({ config, facts }) => {
    const { missing, memberOf } = inGroups(facts, config.emergencyAccessGroupIds);
    const named = config.emergencyAccessIds.includes(facts.person.id) || memberOf.length > 0;
    return refusalsOr(
      [
        ...(named ? [refuses('account.emergency-access')] : []),
        ...missing.map((group) => refuses('account.emergency-access-unknown', { group })),
      ],
      allows('account.no-emergency-access'),
    );
  },
};
