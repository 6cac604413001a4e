import { z } from 'zod';
import type { Person } from '../../port.ts';

/** Asked for by name, since Graph leaves most of these out otherwise. Source: Graph user resource. */
export const userSelect = [
  'id',
  'displayName',
  'givenName',
  'userPrincipalName',
  'employeeId',
  'jobTitle',
  'department',
  'accountEnabled',
  'userType',
  'creationType',
  'externalUserState',
  'isManagementRestricted',
  'onPremisesSyncEnabled',
].join(',');

const text = z.string().nullish();

/** The user resource as far as it was asked for. */
export const user = z.object({
  id: z.string().min(1),
  displayName: text,
  givenName: text,
  userPrincipalName: z.string().min(1),
  employeeId: text,
  jobTitle: text,
  department: text,
  accountEnabled: z.boolean().nullish(),
  userType: text,
  creationType: text,
  externalUserState: text,
  isManagementRestricted: z.boolean().nullish(),
  onPremisesSyncEnabled: z.boolean().nullish(),
});
export type User = z.infer<typeof user>;

/** Asked for by itself. The password's own method has a time as well, which Graph does not fill. */
export const passwordChange = z.object({ lastPasswordChangeDateTime: z.iso.datetime().nullish() });

/** Any one sign is enough. Source: Graph user resource, properties of invited users. */
const isGuest = (one: User): boolean =>
  one.userType?.toLowerCase() === 'guest' ||
  one.userPrincipalName.toUpperCase().includes('#EXT#') ||
  one.creationType === 'Invitation' ||
  (one.externalUserState ?? null) !== null;

/** A user as the desk knows people. */
export const personOf = (one: User): Person => ({
  id: one.id,
  displayName: one.displayName ?? one.userPrincipalName,
  givenName: one.givenName ?? null,
  userPrincipalName: one.userPrincipalName,
  employeeId: one.employeeId ?? null,
  jobTitle: one.jobTitle ?? null,
  department: one.department ?? null,
  accountEnabled: one.accountEnabled ?? null,
  guest: isGuest(one),
  onPremisesSynced: one.onPremisesSyncEnabled === true,
  managementRestricted: one.isManagementRestricted === true,
});
