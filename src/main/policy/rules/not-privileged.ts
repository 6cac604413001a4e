import type { RoleHeld } from '../../directory/index.ts';
import type { Finding } from '../decision.ts';
import { roleName, unprivilegedRoleIds } from '../roles.ts';
import { allows, refuses, refusalsOr, type PolicyInput, type Rule } from '../rule.ts';

const roleFindings = (roles: readonly RoleHeld[]): readonly Finding[] =>
  roles
    .filter((role) => !unprivilegedRoleIds.has(role.roleId))
    .map((role) =>
      refuses(role.how === 'eligible' ? 'privileged.eligible-role' : 'privileged.role', {
        role: roleName(role.roleId),
        scope: role.scope,
        through: role.viaGroupId ?? 'direct',
      }),
    );

const findings = ({ facts }: PolicyInput): readonly Finding[] => [
  ...(facts.roles.known
    ? roleFindings(facts.roles.value)
    : [refuses('privileged.unknown', { part: 'roles' })]),
  ...groupFindings(facts),
  ...(facts.person.managementRestricted ? [refuses('privileged.restricted-management')] : []),
];

const groupFindings = ({ roleAssignableGroupIds: groups }: PolicyInput['facts']): readonly Finding[] => {
  if (!groups.known) return [refuses('privileged.unknown', { part: 'groups' })];
  return groups.value.length === 0
    ? []
    : [refuses('privileged.role-assignable-group', { count: groups.value.length })];
};

/**
 * Privileged people are not enrolled by this path: any role outside the short list, active or only eligible,
 * direct or through a group, membership or ownership of a role-assignable group, a restricted account.
 */
export const notPrivileged: Rule = {
  id: 'not-privileged',
  source: 'Zero trust guide 2.2; TAP for CMMC Level 2, privileged access',
  check: (input) => refusalsOr(findings(input), allows('privileged.none')),
};
