import type { Finding } from '../decision.ts';
import { roleName } from '../roles.ts';
import { allows, refuses, refusalsOr, type Consent, type Rule } from '../rule.ts';

const problems = ({ by }: Consent, separated: readonly string[]): readonly Finding[] => {
  if (!by.roles.known) return [refuses('approver.roles-unknown')];
  return by.roles.value
    .filter((role) => role.how === 'active' && separated.includes(role.roleId))
    .map((role) => refuses('approver.not-separated', { role: roleName(role.roleId) }));
};

/** Whoever consents could not change the rules either. */
export const approverSeparated: Rule = {
  id: 'approver-separated',
  source: 'CMMC AC.L2-3.1.4; TAP for CMMC Level 2, separation of duties',
  check: ({ config, consents }) =>
    refusalsOr(
      consents.flatMap((one) => problems(one, config.separatedRoleIds)),
      allows(consents.length === 0 ? 'approver.nobody-yet' : 'approver.separated'),
    ),
};
