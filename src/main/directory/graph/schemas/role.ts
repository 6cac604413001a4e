import { z } from 'zod';
import type { RoleHeld } from '../../port.ts';

/** Source: Graph unifiedRoleAssignment, and the schedule instances of privileged identity management. */
export const assignment = z.object({
  principalId: z.string().nullish(),
  roleDefinitionId: z.string().min(1),
  // Null where an application's own scope stands instead.
  directoryScopeId: z.string().nullish(),
  appScopeId: z.string().nullish(),
  // Of schedule instances alone: Direct, Group or Inherited.
  memberType: z.string().nullish(),
});
export type Assignment = z.infer<typeof assignment>;

/** Source: Graph directoryRole, a role active at the scope of the whole tenant. */
export const directoryRole = z.object({ roleTemplateId: z.string().min(1) });

/** Whether a schedule instance tells of a role that comes through a group, which it does not name. */
export const isInherited = (one: Assignment): boolean =>
  one.memberType === 'Group' || one.memberType === 'Inherited';

/** An assignment as the policy weighs it. */
export const roleOf = (
  one: Assignment,
  how: RoleHeld['how'],
  viaGroupId: string | null = null,
): RoleHeld => ({
  roleId: one.roleDefinitionId,
  scope: one.directoryScopeId ?? one.appScopeId ?? '/',
  how,
  viaGroupId,
});

const keyOf = (role: RoleHeld): string => `${role.roleId} ${role.scope} ${role.how}`;

/**
 * Each role once.
 *
 * @param direct roles whose way (direct, or through which group) is known
 * @param hinted the same roles told again by reads that do not know the way; kept only where nothing else tells them
 */
export const distinctRoles = (
  direct: readonly RoleHeld[],
  hinted: readonly RoleHeld[],
): readonly RoleHeld[] => {
  const kept = new Map(direct.map((role) => [`${keyOf(role)} ${role.viaGroupId ?? ''}`, role]));
  const told = new Set(direct.map(keyOf));
  for (const role of hinted) {
    if (!told.has(keyOf(role))) kept.set(`${keyOf(role)} ${role.viaGroupId ?? ''}`, role);
  }
  return [...kept.values()];
};
