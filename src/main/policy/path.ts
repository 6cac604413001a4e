import type { Group, PersonFacts, RoleHeld } from '../directory/index.ts';
import type { ReasonCode } from '../../shared/index.ts';
import { baselines } from './config.ts';
import type { Finding, Path } from './decision.ts';
import { roleName, unprivilegedRoleIds } from './roles.ts';
import type { PolicyInput } from './rule.ts';

/** One thing that makes a person privileged. */
export interface PrivilegeSign {
  readonly code: ReasonCode;
  readonly params: Finding['params'];
}

/**
 * Roles of the short list are harmless over the whole tenant alone: over a unit with restricted management they put
 * their holder out of the operator's reach, and which units are such is not read.
 * Source: Microsoft Entra, "Who can perform sensitive actions".
 */
const codeOf = ({ roleId, scope, how }: RoleHeld): ReasonCode | null => {
  if (unprivilegedRoleIds.has(roleId)) return scope === '/' ? null : 'privileged.unit-role';
  return how === 'eligible' ? 'privileged.eligible-role' : 'privileged.role';
};

const roleSigns = (roles: readonly RoleHeld[]): readonly PrivilegeSign[] =>
  roles.flatMap((role) => {
    const code = codeOf(role);
    const { roleId, scope, viaGroupId } = role;
    return code === null
      ? []
      : [{ code, params: { role: roleName(roleId), scope, through: viaGroupId ?? 'direct' } }];
  });

const groupSigns = (facts: PersonFacts): readonly PrivilegeSign[] => {
  const { roleAssignableGroupIds: all, ownedRoleAssignableGroupIds: owned } = facts;
  const ownedIds = owned.known ? owned.value : [];
  const others = all.known ? all.value.filter((id) => !ownedIds.includes(id)) : [];
  const sign = (code: ReasonCode, count: number): readonly PrivilegeSign[] =>
    count === 0 ? [] : [{ code, params: { count } }];
  return [
    ...sign('privileged.role-assignable-group', others.length),
    ...sign('privileged.group-owner', ownedIds.length),
  ];
};

/**
 * All that is known to make the person privileged: any role outside the short list, active or only eligible, direct
 * or through a group, membership or ownership of a role-assignable group, a restricted account. What could not be
 * read is no sign; the rule refuses for it by itself.
 */
export const privilegeSigns = ({ facts }: PolicyInput): readonly PrivilegeSign[] => {
  return [
    ...(facts.roles.known ? roleSigns(facts.roles.value) : []),
    ...groupSigns(facts),
    ...(facts.person.managementRestricted
      ? [{ code: 'privileged.restricted-management' as const, params: {} }]
      : []),
  ];
};

/** The separate path is taken by privileged people where the site has it; else there is but one. */
export const pathOf = (input: PolicyInput): Path =>
  input.config.privileged.allowed && privilegeSigns(input).length > 0 ? 'privileged' : 'standard';

/** Id of the group that the person is to join; null while no scenario is named. */
export const groupIdOf = (input: PolicyInput): string | null =>
  input.groupId !== null && pathOf(input) === 'privileged' ? input.privilegedGroupId : input.groupId;

/** That group as the tenant has it; undefined when there is none. */
export const groupOf = (input: PolicyInput): Group | undefined => {
  const id = groupIdOf(input);
  return input.facts.groups.find((group) => group.id === id);
};

/** How long the pass is to live, and between which bounds the baseline wants it; in minutes. */
export const lifetimeOf = (input: PolicyInput) => {
  const { config } = input;
  const { minimumMinutes, maximumMinutes, privilegedMaximumMinutes } = baselines[config.baseline];
  return pathOf(input) === 'privileged'
    ? { minutes: config.privileged.lifetimeMinutes, minimum: 10, maximum: privilegedMaximumMinutes }
    : { minutes: config.lifetimeMinutes, minimum: minimumMinutes, maximum: maximumMinutes };
};
