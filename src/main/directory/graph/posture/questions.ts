import type { TenantAsk } from '../../tenant-reading.ts';
import type { Question } from '../batch.ts';
import { literal, segment } from '../odata.ts';
import { applicationSelect } from './schemas/application.ts';
import { deskGroupSelect, deviceSelect, emergencySelect } from './schemas/directory-objects.ts';

const page = '$top=999';
const rolesPath = '/roleManagement/directory';

/** Groups that somebody is in, through other groups too. */
const allGroupsOf = (id: string): string =>
  `/users/${segment(id)}/transitiveMemberOf/microsoft.graph.group?$select=id&${page}`;

const joinsSince = (since: string): string => {
  const filter = `activityDisplayName eq 'Add member to group' and activityDateTime ge ${since}`;
  return `/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}&$top=999`;
};

/** All that is asked in the first round trip. Of the reports, which allow 5 requests in 10 seconds, there are two. */
export const questionsOf = (ask: TenantAsk) => {
  const app = `(appId=${literal(ask.clientId)})`;
  return {
    methods: { id: 'methods', path: '/policies/authenticationMethodsPolicy' },
    strengths: { id: 'strengths', path: '/policies/authenticationStrengthPolicies' },
    defaults: { id: 'defaults', path: '/policies/identitySecurityDefaultsEnforcementPolicy' },
    assigned: { id: 'assigned', path: `${rolesPath}/roleAssignments?$expand=principal` },
    scheduled: { id: 'scheduled', path: `${rolesPath}/roleAssignmentScheduleInstances` },
    eligible: { id: 'eligible', path: `${rolesPath}/roleEligibilityScheduleInstances?$expand=principal` },
    units: { id: 'units', path: `/directory/administrativeUnits?$select=id,displayName&${page}` },
    application: { id: 'application', path: `/applications${app}?$select=${applicationSelect}` },
    owners: { id: 'owners', path: `/applications${app}/owners` },
    delegated: { id: 'delegated', path: `/servicePrincipals${app}/oauth2PermissionGrants` },
    appRoles: { id: 'app-roles', path: `/servicePrincipals${app}/appRoleAssignments` },
    readerRoles:
      ask.readerId === null
        ? null
        : {
            id: 'reader-roles',
            path: `/servicePrincipals(appId=${literal(ask.readerId)})/appRoleAssignments`,
          },
    plans: { id: 'plans', path: '/subscribedSkus' },
    joined: { id: 'joined', path: joinsSince(ask.joinedSince) },
    signIns: { id: 'sign-ins', path: '/auditLogs/signIns?$top=1' },
    device:
      ask.stationDeviceId === null
        ? null
        : {
            id: 'device',
            path: `/devices(deviceId=${literal(ask.stationDeviceId)})?$select=${deviceSelect}`,
          },
    groups: ask.groupNames.map((name, index): Question => ({
      id: `group-${index}`,
      path: `/groups?$filter=displayName%20eq%20${literal(name)}&$select=${deskGroupSelect}`,
    })),
    emergency: ask.emergencyIds.map((id): Question => ({
      id: `emergency-${id}`,
      path: `/users/${segment(id)}?$select=${emergencySelect}`,
    })),
    emergencyGroups: ask.emergencyIds.map((id): Question => ({
      id: `emergency-groups-${id}`,
      path: allGroupsOf(id),
    })),
  } as const;
};
export type Questions = ReturnType<typeof questionsOf>;

export const membersOf = (groupId: string): Question => ({
  id: `members-${groupId}`,
  path: `/groups/${segment(groupId)}/members?$select=id,displayName,userPrincipalName&${page}`,
});

export const ownersOf = (groupId: string): Question => ({
  id: `owners-${groupId}`,
  path: `/groups/${segment(groupId)}/owners?$select=id,displayName,userPrincipalName&${page}`,
});

/** People in a group that holds a role, through other groups too. */
export const peopleOf = (groupId: string): Question => ({
  id: `people-${groupId}`,
  path: `/groups/${segment(groupId)}/transitiveMembers?$select=id,displayName,userPrincipalName&${page}`,
});

/** Few are enough to tell whether anybody else than emergency accounts is in it. */
export const excludedPage = 100;
export const excludedMembers = (groupId: string): Question => ({
  id: `excluded-${groupId}`,
  path: `/groups/${segment(groupId)}/transitiveMembers?$select=id&$top=${excludedPage}`,
});

export const excludedName = (groupId: string): Question => ({
  id: `excluded-name-${groupId}`,
  path: `/groups/${segment(groupId)}?$select=id,displayName`,
});

/** Whether anybody is in a unit: one member is enough to know. */
export const unitMember = (unitId: string): Question => ({
  id: `unit-${unitId}`,
  path: `/directory/administrativeUnits/${segment(unitId)}/members?$select=id&$top=1`,
});

/** A service's own permissions, by which those granted are named. */
export const resourceRoles = (resourceId: string): Question => ({
  id: `resource-${resourceId}`,
  path: `/servicePrincipals/${segment(resourceId)}?$select=appRoles`,
});

/** Only these may be continued: of the others one page says enough. */
export const onePageOnly = (question: Question): boolean => /^(unit-|excluded-|sign-ins$)/.test(question.id);
