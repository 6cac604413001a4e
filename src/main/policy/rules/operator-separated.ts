import { roleName } from '../roles.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

/** Who issues passes does not hold, at the same time, a role that could change the rules. */
export const operatorSeparated: Rule = {
  id: 'operator-separated',
  source: 'CMMC AC.L2-3.1.4; TAP for CMMC Level 2, separation of duties',
  check: ({ config, facts }) => {
    if (!facts.operatorRoles.known) return [refuses('operator.roles-unknown')];
    const conflicting = facts.operatorRoles.value.filter(
      (role) => role.how === 'active' && config.separatedRoleIds.includes(role.roleId),
    );
    return refusalsOr(
      conflicting.map((role) => refuses('operator.not-separated', { role: roleName(role.roleId) })),
      allows('operator.separated'),
    );
  },
};
