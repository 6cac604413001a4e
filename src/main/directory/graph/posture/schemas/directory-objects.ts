import { z } from 'zod';
import type { Device, DeskGroup, Joined, Named, RoleGrant } from '../../../tenant-reading.ts';

const kinds: Readonly<Record<string, RoleGrant['principalKind']>> = {
  '#microsoft.graph.user': 'user',
  '#microsoft.graph.group': 'group',
  '#microsoft.graph.servicePrincipal': 'servicePrincipal',
};

/** A user, group or application, as lists of members, owners and principals show it; hidden ones have an id alone. */
export const objectAnswer = z.object({
  id: z.string().min(1),
  '@odata.type': z.string().nullish(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
});

export const namedOf = (one: z.infer<typeof objectAnswer>): Named => ({
  id: one.id,
  displayName: one.userPrincipalName ?? one.displayName ?? one.id,
});

/** Source: Graph unifiedRoleAssignment and the schedule instances, with `$expand=principal`. */
export const grantAnswer = z.object({
  principalId: z.string().min(1),
  roleDefinitionId: z.string().min(1),
  directoryScopeId: z.string().nullish(),
  appScopeId: z.string().nullish(),
  memberType: z.string().nullish(),
  assignmentType: z.string().nullish(),
  endDateTime: z.string().nullish(),
  principal: objectAnswer.nullish(),
});

export const grantOf = (one: z.infer<typeof grantAnswer>, how: RoleGrant['how']): RoleGrant => ({
  principalId: one.principalId,
  principalName:
    (one.principal ?? null) === null ? one.principalId : namedOf(one.principal ?? { id: '' }).displayName,
  principalKind: kinds[one.principal?.['@odata.type'] ?? ''] ?? 'unknown',
  roleId: one.roleDefinitionId,
  scope: one.directoryScopeId ?? one.appScopeId ?? '/',
  how,
  activated: one.assignmentType === 'Activated',
  endsAt: one.endDateTime ?? null,
});

export const deskGroupSelect =
  'id,displayName,securityEnabled,mailEnabled,groupTypes,onPremisesSyncEnabled,isAssignableToRole';

/** Source: Graph group. */
export const deskGroupAnswer = z.object({
  id: z.string().min(1),
  displayName: z.string(),
  securityEnabled: z.boolean().nullish(),
  mailEnabled: z.boolean().nullish(),
  groupTypes: z.array(z.string()).nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
  isAssignableToRole: z.boolean().nullish(),
});

export const deskGroupOf = (
  one: z.infer<typeof deskGroupAnswer>,
  people: Pick<DeskGroup, 'members' | 'owners'>,
): DeskGroup => ({
  id: one.id,
  displayName: one.displayName,
  securityEnabled: one.securityEnabled === true,
  mailEnabled: one.mailEnabled === true,
  dynamic: one.groupTypes?.includes('DynamicMembership') === true,
  synced: one.onPremisesSyncEnabled === true,
  roleAssignable: one.isAssignableToRole === true,
  ...people,
});

export const emergencySelect = 'id,userPrincipalName,accountEnabled,onPremisesSyncEnabled';

/** Source: Graph user. */
export const emergencyAnswer = z.object({
  id: z.string().min(1),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
});

/** Source: Graph device. */
export const deviceAnswer = z.object({
  id: z.string().min(1),
  deviceId: z.string().min(1),
  displayName: z.string().nullish(),
  isCompliant: z.boolean().nullish(),
  isManaged: z.boolean().nullish(),
  trustType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  approximateLastSignInDateTime: z.string().nullish(),
  complianceExpirationDateTime: z.string().nullish(),
});

export const deviceSelect = Object.keys(deviceAnswer.shape).join(',');

export const deviceOf = (one: z.infer<typeof deviceAnswer>): Device => ({
  id: one.id,
  deviceId: one.deviceId,
  displayName: one.displayName ?? one.deviceId,
  compliant: one.isCompliant ?? null,
  managed: one.isManaged ?? null,
  trustType: one.trustType ?? null,
  enabled: one.accountEnabled ?? null,
  lastSeenAt: one.approximateLastSignInDateTime ?? null,
  complianceEndsAt: one.complianceExpirationDateTime ?? null,
});

/** Source: Graph directoryAudit. A joining names the person as a target and the group in a modified property. */
export const auditAnswer = z.object({
  activityDateTime: z.string(),
  targetResources: z
    .array(
      z.object({
        id: z.string().nullish(),
        type: z.string().nullish(),
        modifiedProperties: z
          .array(z.object({ displayName: z.string().nullish(), newValue: z.string().nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
});

/** New values are JSON texts within JSON. */
const unquoted = (text: string): string => text.replaceAll('"', '');

export const joinedOf = (one: z.infer<typeof auditAnswer>): readonly Joined[] => {
  const targets = one.targetResources ?? [];
  const properties = targets.flatMap(({ modifiedProperties }) => modifiedProperties ?? []);
  const named = properties.find(({ displayName }) => displayName === 'Group.ObjectID')?.newValue ?? null;
  const group = targets.find(({ type }) => type === 'Group')?.id ?? null;
  const groupId = named === null ? group : unquoted(named);
  return targets.flatMap(({ id, type }) =>
    typeof id === 'string' && type !== 'Group' ? [{ groupId, personId: id, at: one.activityDateTime }] : [],
  );
};
