import type { Question } from './batch.ts';
import { literal, segment } from './odata.ts';
import { groupSelect, membershipSelect } from './schemas/group.ts';
import { userSelect } from './schemas/user.ts';

/** The largest page of directory objects; anybody's groups fit. Source: Graph "paging". */
const wholePage = '$top=999';
/** Source: Graph checkMemberGroups, at most 20 ids. */
const maximumChecked = 20;

const rolesPath = '/roleManagement/directory';

/** The address of a user resource with the properties that `person` parses. */
export const userPath = (personId: string): string => `/users/${segment(personId)}?$select=${userSelect}`;

/** Where somebody's authentication methods are. */
export const authenticationPath = (personId: string): string => `/users/${segment(personId)}/authentication`;

/** The address of a group with the properties that `group` parses. */
export const groupPath = (groupId: string): string => `/groups/${segment(groupId)}?$select=${groupSelect}`;

/** Roles that a person or a group holds by an assignment of its own. */
export const heldBy = (principalId: string, id = 'held'): Question => ({
  id,
  path: `${rolesPath}/roleAssignments?$filter=principalId%20eq%20${literal(principalId)}`,
});

/** Roles that a person or a group may activate. */
export const eligibleTo = (principalId: string, id = 'eligible'): Question => ({
  id,
  path: `${rolesPath}/roleEligibilityScheduleInstances?$filter=principalId%20eq%20${literal(principalId)}`,
});

const checkQuestions = (personId: string, groupIds: readonly string[]): readonly Question[] =>
  Array.from({ length: Math.ceil(groupIds.length / maximumChecked) }, (_, index) => ({
    id: `member-${index}`,
    method: 'POST',
    path: `/users/${segment(personId)}/checkMemberGroups`,
    body: { groupIds: groupIds.slice(index * maximumChecked, (index + 1) * maximumChecked) },
  }));

/** All that is asked about a person in the first round trip. */
export const questionsAbout = (personId: string, groupIds: readonly string[]) => {
  const one = segment(personId);
  return {
    person: { id: 'person', path: userPath(personId) },
    methods: { id: 'methods', path: `${authenticationPath(personId)}/methods` },
    passes: { id: 'passes', path: `${authenticationPath(personId)}/temporaryAccessPassMethods` },
    held: heldBy(personId),
    active: {
      id: 'active',
      path: `${rolesPath}/roleAssignmentScheduleInstances?$filter=principalId%20eq%20${literal(personId)}`,
    },
    eligible: eligibleTo(personId),
    directoryRoles: {
      id: 'directory-roles',
      path: `/users/${one}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,roleTemplateId`,
    },
    memberships: {
      id: 'memberships',
      path: `/users/${one}/transitiveMemberOf/microsoft.graph.group?$select=${membershipSelect}&${wholePage}`,
    },
    owned: {
      id: 'owned',
      path: `/users/${one}/ownedObjects/microsoft.graph.group?$select=${membershipSelect}&${wholePage}`,
    },
    policy: { id: 'policy', path: '/policies/authenticationMethodsPolicy' },
    members: checkQuestions(personId, groupIds),
    groups: groupIds.map((groupId, index): Question => ({ id: `group-${index}`, path: groupPath(groupId) })),
  } as const satisfies Record<string, Question | readonly Question[]>;
};

/** Direct members of a group. Not by `$filter`, which reads an index that lags behind. */
export const membersPath = (groupId: string): string =>
  `/groups/${segment(groupId)}/members?$select=id&${wholePage}`;

/** The membership itself. Without `/$ref` the same call would delete the person. Source: Graph "remove member". */
export const membershipPath = (groupId: string, personId: string): string =>
  `/groups/${segment(groupId)}/members/${segment(personId)}/$ref`;
