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

/** The administrative units, with fresh member lists. */
export function createUnits(): AdministrativeUnit[] {
  return [
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
}

interface Line {
  readonly holder: string;
  readonly role: string;
  readonly scope?: string;
  /** `activated`: eligible, and made active for the day; `standing`: never ends; `dated`: ends one day. */
  readonly how: 'activated' | 'standing' | 'dated' | 'eligible';
}

const activated = (part: string, ...roles: readonly string[]): readonly Line[] =>
  roles.map((role) => ({ holder: person(part), role, how: 'activated' }));
const over = (unit: string) => `/administrativeUnits/${unit}`;

const lines: readonly Line[] = [
  ...activated('operator', ROLE.authenticationAdministrator, ROLE.securityReader),
  ...activated(
    'operator-2',
    ROLE.authenticationAdministrator,
    ROLE.securityReader,
    ROLE.attributeAssignmentReader,
  ),
  {
    holder: person('unit-operator'),
    role: ROLE.authenticationAdministrator,
    scope: over(RESTAURANT_UNIT),
    how: 'activated',
  },
  ...activated('unit-operator', ROLE.securityReader),
  ...activated('privileged-operator', ROLE.privilegedAuthenticationAdministrator, ROLE.securityReader),
  ...activated('approver', ROLE.authenticationAdministrator, ROLE.securityReader),
  ...activated('privileged-approver', ROLE.privilegedAuthenticationAdministrator, ROLE.securityReader),
  ...activated('supervisor', ROLE.securityReader),
  ...activated(
    'administrator',
    ROLE.authenticationPolicyAdministrator,
    ROLE.conditionalAccessAdministrator,
    ROLE.groupsAdministrator,
    ROLE.globalReader,
  ),
  ...activated('authentication-policy-admin', ROLE.authenticationPolicyAdministrator),
  ...activated('conditional-access-admin', ROLE.conditionalAccessAdministrator),
  ...activated('privileged-role-admin', ROLE.privilegedRoleAdministrator),
  ...activated('groups-admin', ROLE.groupsAdministrator),
  ...activated('application-admin', ROLE.cloudApplicationAdministrator),
  ...activated('privileged', ROLE.globalAdministrator),
  { holder: person('break-glass'), role: ROLE.globalAdministrator, how: 'standing' },
  { holder: person('break-glass-2'), role: ROLE.globalAdministrator, how: 'standing' },
  ...activated('custom-role-admin', CUSTOM_ROLE),
  {
    holder: person('restricted-unit-admin'),
    role: ROLE.authenticationAdministrator,
    scope: over(RESTRICTED_UNIT),
    how: 'activated',
  },
  { holder: guidOf('group Tier0-Administrators'), role: ROLE.privilegedRoleAdministrator, how: 'dated' },
  { holder: person('eligible-admin'), role: ROLE.userAdministrator, how: 'eligible' },
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Eligible assignments and those with a date were made for a year. */
const MADE = Date.parse('2026-06-01T08:00:00Z');
const YEAR = 365 * DAY;

/** An assignment's id as Graph makes it: opaque, and the same for the same holder, role and state. */
export function assignmentId(principalId: string, roleDefinitionId: string, rest: string): string {
  return Buffer.from(`${principalId.slice(0, 8)}${roleDefinitionId.slice(0, 8)}${rest}`).toString(
    'base64url',
  );
}

function assignmentsOf(line: Line, now: number): readonly RoleAssignment[] {
  const { holder: principalId, role: roleDefinitionId, scope: directoryScopeId = '/', how } = line;
  const make = (state: RoleAssignment['state'], times: readonly [from: number, to: number | null]) => ({
    id: assignmentId(principalId, roleDefinitionId, state),
    principalId,
    roleDefinitionId,
    directoryScopeId,
    state,
    startsAt: times[0],
    endsAt: times[1],
    activated: state === 'active' && how === 'activated',
  });
  switch (how) {
    case 'standing':
      return [make('active', [MADE, null])];
    case 'dated':
      return [make('active', [MADE, Math.max(MADE + YEAR, now + YEAR)])];
    case 'eligible':
      return [make('eligible', [MADE, Math.max(MADE + YEAR, now + YEAR)])];
    case 'activated':
      return [
        make('active', [now - HOUR, now + 9 * HOUR]),
        make('eligible', [MADE, Math.max(MADE + YEAR, now + YEAR)]),
      ];
  }
}

/**
 * Who holds which role. People who run or administer the desk are eligible and have activated their roles for the
 * working day, as a tenant with time-limited roles stands in the morning; emergency accounts hold theirs for good.
 * @param now milliseconds
 */
export function createAssignments(now: number): RoleAssignment[] {
  return lines.flatMap((line) => assignmentsOf(line, now));
}

const device = (name: string, now: number, is: Partial<Device>): Device => ({
  id: guidOf(`device object ${name}`),
  deviceId: guidOf(`device ${name}`),
  displayName: name,
  isCompliant: true,
  isManaged: true,
  trustType: 'AzureAd',
  accountEnabled: true,
  managementType: 'MDM',
  operatingSystem: 'Windows',
  lastSignInAt: now - 2 * HOUR,
  complianceEndsAt: now + 30 * DAY,
  profileType: 'RegisteredDevice',
  ...is,
});

/** The first one is the station: joined, managed, compliant, seen today. The others are ways to be unfit. */
export function createDevices(now: number): Device[] {
  return [
    device('STATION-01', now, {}),
    device('STATION-UNFIT', now, { isCompliant: false }),
    device('STATION-UNKNOWN', now, {
      isCompliant: null,
      isManaged: null,
      managementType: null,
      complianceEndsAt: null,
    }),
    device('STATION-DISABLED', now, { accountEnabled: false }),
    device('STATION-BYOD', now, { trustType: 'Workplace' }),
    device('STATION-STALE', now, { lastSignInAt: now - 90 * DAY, complianceEndsAt: now - 60 * DAY }),
  ];
}

export const STATION_DEVICE_ID = guidOf('device STATION-01');
