// What the directory knows, as the desk reads it: plain ones, changed as a test needs it.
import type { Group, Method, Person, RoleHeld } from '../../src/main/directory/index.ts';

/** Somebody who works here and whom nothing speaks against. */
export const personLike = (more: Partial<Person> = {}): Person => ({
  id: 'person-1',
  displayName: 'Nadia Newhire',
  givenName: 'Nadia',
  userPrincipalName: 'nadia@tapdesk.example',
  employeeId: '10000123',
  jobTitle: null,
  department: null,
  accountEnabled: true,
  guest: false,
  onPremisesSynced: false,
  managementRestricted: false,
  ...more,
});

/** Microsoft's id of the role that issues passes, written anew: were the program's own wrong, nobody could issue here. */
export const authenticationAdministrator = 'c4e39bd9-1100-46d3-8c65-fb160da0071f';

/** A role over everybody, held now and without an end. */
export const role = (roleId: string, more: Partial<RoleHeld> = {}): RoleHeld => ({
  roleId,
  scope: '/',
  how: 'active',
  viaGroupId: null,
  endsAt: null,
  ...more,
});

/** @param kind such as `fido2` or `password` */
export const method = (id: string, kind: string, more: Partial<Method> = {}): Method => ({
  id,
  type: `#microsoft.graph.${kind}AuthenticationMethod`,
  displayName: null,
  model: null,
  aaGuid: null,
  passkeyType: null,
  attestationLevel: null,
  createdAt: null,
  ...more,
});

/** A group that may be let into the pass policy. */
export const group = (more: Partial<Group> = {}): Group => ({
  id: 'g-1',
  displayName: 'TAP-Onboarding-Users',
  securityEnabled: true,
  dynamic: false,
  onPremisesSynced: false,
  roleAssignable: false,
  ...more,
});
