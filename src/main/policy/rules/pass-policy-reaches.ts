import { groupIdOf, groupOf } from '../path.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The tenant's policy lets members of the scenario's group have a pass. */
export const passPolicyReaches: Rule = {
  id: 'pass-policy-reaches',
  source: 'Zero trust guide 1.1',
  check: (input) => {
    const policy = input.facts.passPolicy;
    if (!policy.known) return [refuses('pass-policy.unknown')];
    if (!policy.value.enabled) return [refuses('pass-policy.disabled')];
    const group = groupOf(input)?.displayName ?? '';
    const { includesEveryone, includedGroupIds } = policy.value;
    const groupId = groupIdOf(input);
    const reached = includesEveryone || (groupId !== null && includedGroupIds.includes(groupId));
    return [reached ? allows('pass-policy.reaches') : refuses('pass-policy.group-not-included', { group })];
  },
};
