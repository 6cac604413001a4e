import type {
  Group,
  Method,
  PassOnRecord,
  Person,
  RoleHeld,
  StationDevice,
} from '../../src/main/directory/index.ts';
import { policyConfig, roleIds, type PolicyInput } from '../../src/main/policy/index.ts';

export const role = (roleId: string, more: Partial<RoleHeld> = {}): RoleHeld => ({
  roleId,
  scope: '/',
  how: 'active',
  viaGroupId: null,
  endsAt: null,
  ...more,
});

export const method = (id: string, kind: string): Method => ({
  id,
  type: `#microsoft.graph.${kind}AuthenticationMethod`,
  displayName: null,
  model: null,
  aaGuid: null,
  passkeyType: null,
  attestationLevel: null,
  createdAt: null,
});

export const pass = (more: Partial<PassOnRecord> = {}): PassOnRecord => ({
  id: 'pass-1',
  createdAt: null,
  startsAt: null,
  lifetimeMinutes: 60,
  usableOnce: true,
  usable: true,
  usabilityReason: 'EnabledByPolicy',
  ...more,
});

export const group = (more: Partial<Group> = {}): Group => ({
  id: 'g-1',
  displayName: 'TAP-Onboarding-Users',
  securityEnabled: true,
  dynamic: false,
  onPremisesSynced: false,
  roleAssignable: false,
  ...more,
});

/** The time by the tenant's clock at which the facts were read. */
export const readAt = Date.UTC(2026, 10, 20, 12);

export const station = (more: Partial<StationDevice> = {}): StationDevice => ({
  deviceId: 'd-1',
  compliant: true,
  managed: true,
  joinType: 'entra',
  enabled: true,
  lastSeenAt: new Date(readAt - 3_600_000).toISOString(),
  complianceExpiresAt: new Date(readAt + 86_400_000).toISOString(),
  ...more,
});

const anybody: Person = {
  id: 'p-1',
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
};

export interface Variation {
  readonly input?: Partial<PolicyInput>;
  readonly facts?: Partial<PolicyInput['facts']>;
  readonly person?: Partial<Person>;
  readonly config?: Parameters<typeof policyConfig.parse>[0];
  readonly operatorRoles?: PolicyInput['operator']['roles'];
}

/** A new hire whom every rule allows, changed as a test needs it. */
export const inputWith = ({ input, facts, person, config, operatorRoles }: Variation = {}): PolicyInput => ({
  config: policyConfig.parse(config ?? {}),
  scenario: 'new-hire',
  lostMethodIds: [],
  facts: {
    readAt,
    person: { ...anybody, ...person },
    methods: [method('password', 'password')],
    passes: [],
    roles: { known: true, value: [] },
    roleAssignableGroupIds: { known: true, value: [] },
    ownedRoleAssignableGroupIds: { known: true, value: [] },
    administrativeUnitIds: { known: true, value: [] },
    recentPasses: { known: true, value: [] },
    memberOfGroupIds: [],
    passPolicy: {
      known: true,
      value: {
        enabled: true,
        minimumLifetimeMinutes: 10,
        maximumLifetimeMinutes: 480,
        usableOnceOnly: false,
        includedGroupIds: ['g-1'],
        includedUserIds: [],
        includesEveryone: false,
        excludedGroupIds: [],
        excludedUserIds: [],
      },
    },
    groups: [group()],
    operatorRoles: { known: true, value: [] },
    station: { known: true, value: station() },
    ...facts,
  },
  operator: {
    id: 'o-1',
    displayName: 'Olga Operator',
    userPrincipalName: 'olga@tapdesk.example',
    roles: operatorRoles ?? { known: true, value: [role(roleIds.authenticationAdministrator)] },
  },
  badgeStrength: 'identifier',
  history: { known: true, value: { person: [], operator: [], station: [] } },
  proofing: null,
  consents: [],
  groupId: 'g-1',
  privilegedGroupId: 'g-2',
  ownPassIds: [],
  unresolvedEarlier: false,
  ...input,
});
