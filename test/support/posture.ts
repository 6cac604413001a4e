import type {
  AccessPolicy,
  DeskGroup,
  Device,
  MethodsPolicy,
  Named,
  Part,
  RoleGrant,
  Strength,
  TenantReading,
} from '../../src/main/directory/index.ts';
import type { PostureSettings, Reading, StationFacts } from '../../src/main/posture/index.ts';
import { watched } from '../../src/main/posture/roles.ts';

/** The instant of every reading in these tests. */
export const readAt = Date.parse('2026-11-22T09:00:00Z');

export const known = <T>(value: T): Part<T> => ({ known: true, value });
export const forbidden: Part<never> = {
  known: false,
  because: 'tenant.forbidden',
  need: { permission: 'Policy.Read.All', role: 'Security Reader' },
};

export const groupNames = ['TAP-Onboarding-Users', 'TAP-Recovery-Users', 'TAP-Privileged-Emergency'] as const;
export const groupId = (name: string): string => `id of ${name}`;
export const everyGroup = groupNames.map(groupId);
export const emergencyGroup = 'id of Emergency-Access';
export const breakGlass = 'break-glass';

export const named = (id: string): Named => ({ id, displayName: id });

export const grant = (principalId: string, roleId: string, is: Partial<RoleGrant> = {}): RoleGrant => ({
  principalId,
  principalName: principalId,
  principalKind: 'user',
  roleId,
  scope: '/',
  how: 'active',
  activated: true,
  endsAt: '2026-11-22T17:00:00Z',
  ...is,
});

const standing = { activated: false, endsAt: null };

export const healthyGrants: readonly RoleGrant[] = [
  grant('operator', watched.authenticationAdministrator),
  grant('approver', watched.privilegedAuthenticationAdministrator),
  grant('supervisor', watched.securityReader),
  grant('policy-admin', watched.authenticationPolicyAdministrator),
  grant('access-admin', watched.conditionalAccessAdministrator),
  grant('role-admins', watched.privilegedRoleAdministrator, { principalKind: 'group', how: 'eligible' }),
  grant('boss', watched.globalAdministrator),
  grant('clerk', watched.helpdeskAdministrator, { scope: '/administrativeUnits/unit-1' }),
  grant(breakGlass, watched.globalAdministrator, standing),
];

export const strengths = {
  withPass: strength('with-pass', ['fido2', 'temporaryAccessPassOneTime']),
  strong: strength('strong', ['fido2', 'windowsHelloForBusiness']),
  weak: strength('weak', ['password,sms', 'fido2']),
} as const;

function strength(id: string, combinations: readonly string[]): Strength {
  return { id, displayName: id, builtIn: false, combinations };
}

const none = { include: [], exclude: [] };

/** A policy for everybody in every app that leaves the emergency accounts' group out. */
export const policy = (displayName: string, is: Partial<AccessPolicy>): AccessPolicy => ({
  id: `id of ${displayName}`,
  displayName,
  state: 'enabled',
  users: { include: ['All'], exclude: [] },
  groups: { include: [], exclude: [emergencyGroup] },
  roles: none,
  guests: { included: false, excluded: false },
  apps: { include: ['All'], exclude: [] },
  appFilter: false,
  userActions: [],
  contexts: [],
  clientApps: ['all'],
  transferMethods: [],
  locations: null,
  platforms: null,
  deviceFilter: null,
  signInRisk: [],
  userRisk: [],
  grant: null,
  ...is,
});

type Grant = NonNullable<AccessPolicy['grant']>;
export const grantOf = (is: Partial<Grant>): Grant => ({
  all: false,
  controls: [],
  strength: null,
  others: [],
  ...is,
});
export const block = grantOf({ controls: ['block'] });

const forPassUsers = {
  users: none,
  groups: { include: everyGroup, exclude: [emergencyGroup] },
} as const;

/** By a short name each, so that a row can change one. */
export const healthyPolicies = {
  registration: policy('Registration', {
    apps: none,
    userActions: ['urn:user:registersecurityinfo'],
    grant: grantOf({ strength: strengths.withPass }),
  }),
  passUsers: policy('Pass users', {
    ...forPassUsers,
    clientApps: ['browser', 'mobileAppsAndDesktopClients'],
    grant: grantOf({ strength: strengths.withPass }),
  }),
  strong: policy('Strong', {
    groups: { include: [], exclude: [emergencyGroup, ...everyGroup] },
    grant: grantOf({ strength: strengths.strong }),
  }),
  legacy: policy('Legacy', { clientApps: ['exchangeActiveSync', 'other'], grant: block }),
  deviceCode: policy('Device code', { transferMethods: ['deviceCodeFlow'], grant: block }),
  risk: policy('Risk', { ...forPassUsers, signInRisk: ['high'], grant: block }),
  place: policy('Place', {
    users: none,
    groups: { include: [groupId('TAP-Privileged-Emergency')], exclude: [emergencyGroup] },
    grant: grantOf({ controls: ['compliantDevice', 'domainJoinedDevice'] }),
  }),
} as const satisfies Record<string, AccessPolicy>;

const everybody = [{ id: 'all_users', kind: 'group' as const }];

export const healthyMethods: MethodsPolicy = {
  registrationRequired: [],
  pass: {
    enabled: true,
    include: everyGroup.map((id) => ({ id, kind: 'group' as const })),
    exclude: [],
    defaultLifetimeMinutes: 60,
    minimumLifetimeMinutes: 15,
    maximumLifetimeMinutes: 60,
    length: 12,
    usableOnceOnly: true,
  },
  passkeys: {
    enabled: true,
    include: everybody,
    exclude: [],
    selfService: true,
    attestationEnforced: false,
    restrictions: { enforced: false, kind: 'allow', aaGuids: [] },
    profiles: [
      {
        id: 'profile',
        name: 'Default',
        types: ['deviceBound', 'synced'],
        attestation: 'disabled',
        restrictions: { enforced: false, kind: 'allow', aaGuids: [] },
      },
    ],
    profilesOf: { all_users: ['profile'] },
  },
  authenticator: { enabled: true, include: everybody, exclude: [], modeOf: { all_users: 'any' } },
};

export const deskGroup = (name: string, is: Partial<DeskGroup> = {}): DeskGroup => ({
  id: groupId(name),
  displayName: name,
  securityEnabled: true,
  mailEnabled: false,
  dynamic: false,
  synced: false,
  roleAssignable: false,
  members: known([]),
  owners: known([named('operator')]),
  ...is,
});

/** The station as the directory knows it. */
export const healthyDevice: Device = {
  id: 'device object',
  deviceId: 'device',
  displayName: 'STATION-01',
  compliant: true,
  managed: true,
  trustType: 'AzureAd',
  enabled: true,
  lastSeenAt: '2026-11-22T08:00:00Z',
  complianceEndsAt: '2026-12-22T08:00:00Z',
};

const healthyTenant: TenantReading = {
  at: readAt,
  methods: known(healthyMethods),
  strengths: known(Object.values(strengths)),
  securityDefaults: known(false),
  access: known(Object.values(healthyPolicies)),
  locations: known([]),
  excludedGroups: known([
    { id: emergencyGroup, displayName: 'Emergency-Access', memberIds: [breakGlass], more: false },
    ...groupNames.map((name) => ({ id: groupId(name), displayName: name, memberIds: [], more: false })),
  ]),
  grants: known(healthyGrants),
  roleGroups: known({ 'role-admins': [named('role-admin')] }),
  units: known([{ id: 'unit-1', displayName: 'Unit', peopled: true }]),
  groups: known(groupNames.map((name) => deskGroup(name))),
  emergency: known([
    {
      id: breakGlass,
      account: { userPrincipalName: breakGlass, enabled: true, synced: false, groupIds: [emergencyGroup] },
    },
  ]),
  application: known({
    objectId: 'application object',
    publicRedirects: ['http://localhost'],
    webRedirects: [],
    spaRedirects: [],
    implicitGrant: false,
    implicitGrants: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
    secrets: 0,
    certificates: 0,
    owners: [named('app-admin')],
    delegated: ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All', 'openid'],
    application: [],
    reader: [],
  }),
  plans: known(['AAD_PREMIUM', 'AAD_PREMIUM_P2']),
  joined: known([]),
  signIns: known(true),
  device: known(healthyDevice),
};

export const healthyStation: StationFacts = {
  edition: 'Windows 11 Enterprise',
  shell: 'tapdesk',
  keyboardFilter: true,
  administrator: false,
  debuggerSwitches: [],
  wrongFuses: [],
  package: 'intact',
  displays: 1,
  clockOffsetSeconds: 0.4,
  diskFreeMegabytes: 40_000,
  diskEncrypted: true,
  journal: 'sound',
  keyProtection: 'system',
};

/** A tenant and a station of which every check is fine. */
export const healthyReading: Reading = { tenant: healthyTenant, station: healthyStation, at: readAt };

export const settings: PostureSettings = {
  groups: {
    names: groupNames,
    privileged: 'TAP-Privileged-Emergency',
    expectedMemberIds: ['expected'],
    memberHours: 4,
  },
  pass: { lifetimes: [60, 15], maximumMinutes: 60, minimumLength: 10, usableOnce: true },
  roles: { separated: [watched.globalAdministrator, 'custom-role'], operatorScopes: ['/'] },
  emergencyIds: [breakGlass],
  application: {
    needed: ['User.Read.All', 'UserAuthMethod-TAP.ReadWrite.All'],
    allowed: ['openid', 'Policy.Read.All'],
    redirects: ['http://localhost', 'ms-appx-web://broker'],
  },
  keyModels: ['key-model'],
  logRetentionDays: 30,
  station: { seenDays: 30, clockSkewSeconds: 120, diskMegabytes: 500, displays: 1 },
};
