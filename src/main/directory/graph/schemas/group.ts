import { z } from 'zod';
import type { Group } from '../../port.ts';

/** Source: Graph group resource. */
export const groupSelect =
  'id,displayName,securityEnabled,groupTypes,onPremisesSyncEnabled,isAssignableToRole';

export const group = z.object({
  id: z.string().min(1),
  displayName: z.string(),
  securityEnabled: z.boolean().nullish(),
  groupTypes: z.array(z.string()),
  onPremisesSyncEnabled: z.boolean().nullish(),
  isAssignableToRole: z.boolean().nullish(),
});

/** A group as membership changes need it. */
export const groupOf = (one: z.infer<typeof group>): Group => ({
  id: one.id,
  displayName: one.displayName,
  securityEnabled: one.securityEnabled === true,
  dynamic: one.groupTypes.includes('DynamicMembership'),
  onPremisesSynced: one.onPremisesSyncEnabled === true,
  roleAssignable: one.isAssignableToRole === true,
});

export const membershipSelect = 'id,securityEnabled,isAssignableToRole';

/**
 * A group somebody is in or owns. Groups that the caller may not see arrive as stubs of an id alone;
 * `securityEnabled` is always told otherwise, `isAssignableToRole` may be null. Source: Graph "hidden memberships".
 */
export const membership = z.object({
  id: z.string().min(1),
  securityEnabled: z.boolean().nullish(),
  isAssignableToRole: z.boolean().nullish(),
});
export type Membership = z.infer<typeof membership>;

/** An object of which only the id matters. */
export const identified = z.object({ id: z.string().min(1) });

/** The answer of checkMemberGroups. */
export const memberGroups = z.object({ value: z.array(z.string()) });
