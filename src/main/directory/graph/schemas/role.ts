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
  endDateTime: z.string().nullish(),
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
  endsAt: one.endDateTime ?? null,
});

const keyOf = (role: RoleHeld): string => `${role.roleId} ${role.scope} ${role.how}`;

/** Of two ends of the same role the later one counts; without an end it does not end. */
const later = (one: string | null, other: string | null): string | null => {
  if (one === null || other === null) return null;
  return Date.parse(one) > Date.parse(other) ? one : other;
};

/** Each way to each role once. */
const merged = (roles: readonly RoleHeld[]): readonly RoleHeld[] => {
  const kept = new Map<string, RoleHeld>();
  for (const role of roles) {
    const key = `${keyOf(role)} ${role.viaGroupId ?? ''}`;
    const before = kept.get(key);
    kept.set(key, before === undefined ? role : { ...role, endsAt: later(before.endsAt, role.endsAt) });
  }
  return [...kept.values()];
};

/**
 * Each role once, from several reads of the same roles, the most telling first: what a later read tells is kept only
 * where no earlier one told of the same role, since the later ones do not know the way, or not the end.
 */
export const distinctRoles = (...reads: readonly (readonly RoleHeld[])[]): readonly RoleHeld[] => {
  const told = new Set<string>();
  return reads.flatMap((read) => {
    const fresh = merged(read.filter((role) => !told.has(keyOf(role))));
    for (const role of fresh) told.add(keyOf(role));
    return fresh;
  });
};

/**
 * Roles with the ends that schedule instances tell; plain assignments have none. A role through a group ends when
 * the instance that comes through a group does.
 *
 * @param instances of the same person, active now
 */
export const withEnds = (
  roles: readonly RoleHeld[],
  instances: readonly Assignment[],
): readonly RoleHeld[] => {
  const wayOf = (role: RoleHeld, inherited: boolean): string => `${keyOf(role)} ${String(inherited)}`;
  const ends = new Map<string, string | null>();
  for (const one of instances) {
    const role = roleOf(one, 'active');
    const way = wayOf(role, isInherited(one));
    const before = ends.get(way);
    ends.set(way, before === undefined ? role.endsAt : later(before, role.endsAt));
  }
  return roles.map((role) => ({
    ...role,
    endsAt: role.endsAt ?? ends.get(wayOf(role, role.viaGroupId !== null)) ?? null,
  }));
};
