import type { PassPolicy } from '../../directory/index.ts';
import type { Finding } from '../decision.ts';
import { groupIdOf, groupOf } from '../path.ts';
import { allows, refuses, type PolicyInput, type Rule } from '../rule.ts';

const excluded = (input: PolicyInput, policy: PassPolicy): boolean => {
  const groupId = groupIdOf(input);
  const groups = [...input.facts.memberOfGroupIds, ...(groupId === null ? [] : [groupId])];
  return (
    policy.excludedUserIds.includes(input.facts.person.id) ||
    policy.excludedGroupIds.some((id) => groups.includes(id))
  );
};

const judged = (input: PolicyInput, policy: PassPolicy): Finding => {
  if (!policy.enabled) return refuses('pass-policy.disabled');
  if (excluded(input, policy)) return refuses('pass-policy.excluded');
  const groupId = groupIdOf(input);
  const reached =
    policy.includesEveryone ||
    policy.includedUserIds.includes(input.facts.person.id) ||
    (groupId !== null && policy.includedGroupIds.includes(groupId));
  const group = groupOf(input)?.displayName ?? '';
  return reached ? allows('pass-policy.reaches') : refuses('pass-policy.group-not-included', { group });
};

/** The tenant's policy lets members of the scenario's group have a pass, and shuts this person out by no exclusion. */
export const passPolicyReaches: Rule = {
  id: 'pass-policy-reaches',
  source: 'Zero trust guide 1.1',
  check: (input) => {
    const policy = input.facts.passPolicy;
    return [policy.known ? judged(input, policy.value) : refuses('pass-policy.unknown')];
  },
};
