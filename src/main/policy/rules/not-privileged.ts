import type { PersonFacts } from '../../directory/index.ts';
import type { Finding } from '../decision.ts';
import { privilegeSigns } from '../path.ts';
import { allows, needsApproval, refuses, refusalsOr, type PolicyInput, type Rule } from '../rule.ts';

const unknowns = (facts: PersonFacts): readonly Finding[] => [
  ...(facts.roles.known ? [] : [refuses('privileged.unknown', { part: 'roles' })]),
  ...(facts.roleAssignableGroupIds.known && facts.ownedRoleAssignableGroupIds.known
    ? []
    : [refuses('privileged.unknown', { part: 'groups' })]),
];

const signs = (input: PolicyInput): readonly Finding[] => {
  const { allowed, approverRoleIds, approvals } = input.config.privileged;
  const consent = { roleIds: approverRoleIds, count: approvals };
  return privilegeSigns(input).map(({ code, params }) =>
    allowed ? needsApproval(code, consent, params) : refuses(code, params),
  );
};

/**
 * Privileged people are refused, or go the separate path, under approval, where the site has it. What is not known
 * counts as privileged and goes neither.
 */
export const notPrivileged: Rule = {
  id: 'not-privileged',
  source: 'Zero trust guide 2.2; TAP for CMMC Level 2, privileged access',
  check: (input) => refusalsOr([...signs(input), ...unknowns(input.facts)], allows('privileged.none')),
};
