import type { FactsAsk } from '../port.ts';
import type { Question } from './batch.ts';
import { instant, literal, segment } from './odata.ts';
import { deviceSelect } from './schemas/device.ts';
import { groupSelect, membershipSelect } from './schemas/group.ts';
import { userSelect } from './schemas/user.ts';

/** The largest page of directory objects; anybody's groups fit. Source: Graph "paging". */
const wholePage = '$top=999';
/** Source: Graph checkMemberGroups, at most 20 ids. */
const maximumChecked = 20;

/** Who an approver is, and whether they may sign in at all. */
const approverSelect = 'id,displayName,userPrincipalName,accountEnabled';

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

/** Roles at the scope of the tenant, through groups too. */
const directoryRolesOf = (whose: string, id: string): Question => ({
  id,
  path: `${whose}/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,roleTemplateId`,
});

/** Roles that the signed-in operator holds or may activate; no right over other people's roles is needed. */
export const operatorQuestions = {
  active: {
    id: 'operator-active',
    path: `${rolesPath}/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')`,
  },
  eligible: {
    id: 'operator-eligible',
    path: `${rolesPath}/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')`,
  },
  directoryRoles: directoryRolesOf('/me', 'operator-directory-roles'),
} as const satisfies Record<string, Question>;

/** The same of somebody else. Those of assignments take a right that the station's reading identity may have instead. */
export const approverQuestions = (personId: string) =>
  ({
    who: { id: 'approver', path: `/users/${segment(personId)}?$select=${approverSelect}` },
    active: {
      id: 'active-approver',
      path: `${rolesPath}/roleAssignmentScheduleInstances?$filter=principalId%20eq%20${literal(personId)}`,
    },
    eligible: eligibleTo(personId, 'eligible-approver'),
    directoryRoles: directoryRolesOf(`/users/${segment(personId)}`, 'approver-directory-roles'),
  }) as const satisfies Record<string, Question>;

/** By `$filter`, so that a device that is not there is an empty list and no failure. */
const deviceQuestion = (deviceId: string): Question => ({
  id: 'station',
  path: `/devices?$filter=deviceId%20eq%20${literal(deviceId)}&$select=${deviceSelect}`,
});

/** What was done to a person since a time. Source: Graph "list directoryAudits", attributes supported by $filter. */
const auditQuestion = (personId: string, since: string): Question => {
  const target = `targetResources/any(t:t/id%20eq%20${literal(personId)})`;
  return {
    id: 'audit',
    path: `/auditLogs/directoryAudits?$filter=activityDateTime%20ge%20${instant(since)}%20and%20${target}`,
  };
};

/** Both at once: whose domain is managed has no federation, and answers so. Source: Graph domain. */
const domainQuestions = (name: string): readonly Question[] => [
  { id: 'domain', path: `/domains/${segment(name)}?$select=id,authenticationType` },
  { id: 'federation', path: `/domains/${segment(name)}/federationConfiguration` },
];

/** All that is asked about a person, the operator and the station in the first round trip. */
export const questionsAbout = (personId: string, ask: FactsAsk) => {
  const one = segment(personId);
  const { groupIds, stationDeviceId, auditSince } = ask;
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
    directoryRoles: directoryRolesOf(`/users/${one}`, 'directory-roles'),
    memberships: {
      id: 'memberships',
      path: `/users/${one}/transitiveMemberOf/microsoft.graph.group?$select=${membershipSelect}&${wholePage}`,
    },
    owned: {
      id: 'owned',
      path: `/users/${one}/ownedObjects/microsoft.graph.group?$select=${membershipSelect}&${wholePage}`,
    },
    policy: { id: 'policy', path: '/policies/authenticationMethodsPolicy' },
    units: {
      id: 'units',
      path: `/users/${one}/memberOf/microsoft.graph.administrativeUnit?$select=id&${wholePage}`,
    },
    operatorActive: operatorQuestions.active,
    operatorEligible: operatorQuestions.eligible,
    operatorDirectoryRoles: directoryRolesOf(`/users/${segment(ask.operatorId)}`, 'operator-directory-roles'),
    station: stationDeviceId === null ? [] : [deviceQuestion(stationDeviceId)],
    domain: ask.domain === undefined ? [] : domainQuestions(ask.domain),
    audit: auditSince === null ? [] : [auditQuestion(personId, auditSince)],
    members: checkQuestions(personId, [...new Set([...groupIds, ...(ask.membershipOf ?? [])])]),
    groups: groupIds.map((groupId, index): Question => ({ id: `group-${index}`, path: groupPath(groupId) })),
  } as const satisfies Record<string, Question | readonly Question[]>;
};

/** Direct members of a group. Not by `$filter`, which reads an index that lags behind. */
export const membersPath = (groupId: string): string =>
  `/groups/${segment(groupId)}/members?$select=id&${wholePage}`;

/** The membership itself. Without `/$ref` the same call would delete the person. Source: Graph "remove member". */
export const membershipPath = (groupId: string, personId: string): string =>
  `/groups/${segment(groupId)}/members/${segment(personId)}/$ref`;
