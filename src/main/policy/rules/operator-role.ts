import { roleName } from '../roles.ts';
import { allows, refuses, type Rule } from '../rule.ts';

/** The operator holds a role that may issue passes, active now and reaching far enough. */
export const operatorRole: Rule = {
  id: 'operator-role',
  source: 'Zero trust guide 6.1, authorized issuers and roles',
  check: ({ config, operator }) => {
    if (!operator.roles.known) return [refuses('operator.roles-unknown')];
    const held = operator.roles.value.find(
      (role) =>
        role.how === 'active' &&
        config.operatorRoleIds.includes(role.roleId) &&
        config.operatorScopes.includes(role.scope),
    );
    return [
      held === undefined
        ? refuses('operator.no-role')
        : allows('operator.holds-role', { role: roleName(held.roleId) }),
    ];
  },
};
