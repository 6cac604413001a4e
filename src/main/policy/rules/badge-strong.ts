import { badgeStrength } from '../../../shared/index.ts';
import { allows, refuses, type Rule } from '../rule.ts';

const rank = (strength: string): number => badgeStrength.options.findIndex((one) => one === strength);

/** The badge was read at least as surely as the scenario needs. */
export const badgeStrong: Rule = {
  id: 'badge-strong',
  source: 'CMMC IA.L2-3.5.2; TAP for CMMC Level 2, identity proofing',
  check: ({ config, scenario, badgeStrength: read }) => {
    if (scenario === null) return [refuses('badge.not-weighed')];
    const needed = config.badgeStrength[scenario];
    const params = { read, needed };
    return [rank(read) >= rank(needed) ? allows('badge.strong', params) : refuses('badge.weak', params)];
  },
};
