import { holdsOneOf } from '../consent.ts';
import { roleName } from '../roles.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';

/** Whoever consents holds, active now, a role that one of the needs asks for. */
export const approverRole: Rule = {
  id: 'approver-role',
  source: 'Zero trust guide 6.1; TAP for CMMC Level 2, dual approval',
  check: ({ consents }, needs) => {
    const roleIds = [...new Set(needs.flatMap((need) => need.roleIds))];
    const role = roleIds.map(roleName).join(', ');
    return refusalsOr(
      consents.filter((one) => !holdsOneOf(one, roleIds)).map(() => refuses('approver.no-role', { role })),
      allows(consents.length === 0 ? 'approver.nobody-yet' : 'approver.holds-role'),
    );
  },
};
