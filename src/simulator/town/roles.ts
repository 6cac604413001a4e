import { guidOf } from '../tenant/ids.ts';
import type { AdministrativeUnit, Device, RoleAssignment, RoleDefinition } from '../tenant/model.ts';
import { builtInRoles, ROLE } from '../tenant/role-templates.ts';

const person = (part: string) => guidOf(`person ${part}`);
const CUSTOM_ROLE = guidOf('role Badge Office Clerk');
const RESTRICTED_UNIT = guidOf('unit Executives');
const RESTAURANT_UNIT = guidOf('unit Restaurants');

export const roleDefinitions: readonly RoleDefinition[] = [
  ...builtInRoles,
  { id: CUSTOM_ROLE, displayName: 'Badge Office Clerk', isBuiltIn: false },
];

export const units: readonly AdministrativeUnit[] = [
  {
    id: RESTRICTED_UNIT,
    displayName: 'Executives',
    restricted: true,
    members: new Set([person('restricted-member')]),
  },
  {
    id: RESTAURANT_UNIT,
    displayName: 'Restaurants',
    restricted: false,
    members: new Set([person('new-hire-3'), person('restaurant-manager')]),
  },
];

type Line = readonly [principal: string, role: string, scope?: string];

const active: readonly Line[] = [
  [person('operator'), ROLE.authenticationAdministrator],
  [person('operator'), ROLE.securityReader],
  [person('operator-2'), ROLE.authenticationAdministrator],
  [person('operator-2'), ROLE.securityReader],
  [person('unit-operator'), ROLE.authenticationAdministrator, `/administrativeUnits/${RESTAURANT_UNIT}`],
  [person('unit-operator'), ROLE.securityReader],
  [person('privileged-operator'), ROLE.privilegedAuthenticationAdministrator],
  [person('privileged-operator'), ROLE.securityReader],
  [person('approver'), ROLE.securityReader],
  [person('supervisor'), ROLE.securityReader],
  [person('administrator'), ROLE.authenticationPolicyAdministrator],
  [person('administrator'), ROLE.conditionalAccessAdministrator],
  [person('administrator'), ROLE.groupsAdministrator],
  [person('administrator'), ROLE.globalReader],
  [person('privileged'), ROLE.globalAdministrator],
  [person('break-glass'), ROLE.globalAdministrator],
  [person('break-glass-2'), ROLE.globalAdministrator],
  [person('custom-role-admin'), CUSTOM_ROLE],
  [
    person('restricted-unit-admin'),
    ROLE.authenticationAdministrator,
    `/administrativeUnits/${RESTRICTED_UNIT}`,
  ],
  [guidOf('group Tier0-Administrators'), ROLE.privilegedRoleAdministrator],
];

const eligible: readonly Line[] = [[person('eligible-admin'), ROLE.userAdministrator]];

const assignment =
  (state: 'active' | 'eligible') =>
  ([principalId, roleDefinitionId, scope]: Line): RoleAssignment => ({
    id: Buffer.from(`${principalId.slice(0, 8)}${roleDefinitionId.slice(0, 8)}${state}`).toString(
      'base64url',
    ),
    principalId,
    roleDefinitionId,
    directoryScopeId: scope ?? '/',
    state,
  });

export const roleAssignments: readonly RoleAssignment[] = [
  ...active.map(assignment('active')),
  ...eligible.map(assignment('eligible')),
];

const device = (name: string, is: Partial<Device>): Device => ({
  id: guidOf(`device object ${name}`),
  deviceId: guidOf(`device ${name}`),
  displayName: name,
  isCompliant: true,
  isManaged: true,
  trustType: 'AzureAd',
  accountEnabled: true,
  managementType: 'MDM',
  operatingSystem: 'Windows',
  ...is,
});

/** The first one is the station: joined, managed, compliant. The others are ways to be unfit. */
export const devices: readonly Device[] = [
  device('STATION-01', {}),
  device('STATION-UNFIT', { isCompliant: false }),
  device('STATION-UNKNOWN', { isCompliant: null, isManaged: null, managementType: null }),
  device('STATION-DISABLED', { accountEnabled: false }),
  device('STATION-BYOD', { trustType: 'Workplace' }),
];

export const STATION_DEVICE_ID = guidOf('device STATION-01');
