import type {
  PassOnRecord,
  PassPolicy,
  Person,
  RoleHeld,
  StationDevice,
} from '../../src/main/directory/index.ts';
import {
  policyConfig,
  roleIds,
  type Consent,
  type History,
  type PolicyInput,
  type Proofing,
} from '../../src/main/policy/index.ts';

import { group, method, personLike, role } from './directory-objects.ts';
import { everyWay, openWays } from './ways.ts';

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

/** A Monday noon: the desk is open by the default hours. */
export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const passPolicy: PassPolicy = {
  enabled: true,
  minimumLifetimeMinutes: 10,
  maximumLifetimeMinutes: 480,
  usableOnceOnly: false,
  includedGroupIds: ['g-1', 'g-2'],
  includedUserIds: [],
  includesEveryone: false,
  excludedGroupIds: [],
  excludedUserIds: [],
};

/** A station that is joined, managed, compliant and seen an hour ago, changed as a test needs it. */
export const device = (more: Partial<StationDevice> = {}): StationDevice => ({
  deviceId: 'd-1',
  compliant: true,
  managed: true,
  joinType: 'entra',
  enabled: true,
  lastSeenAt: new Date(NOW - HOUR).toISOString(),
  complianceExpiresAt: new Date(NOW + DAY).toISOString(),
  ...more,
});

export const history = (more: Partial<History> = {}): PolicyInput['history'] => ({
  known: true,
  value: { person: [], operator: [], station: [], missingUntil: null, ...more },
});

/** The default script, all passed, changed as a test needs it. */
export const proofing = (more: Partial<Proofing> = {}): Proofing => ({
  scenario: 'new-hire',
  answers: ['face-photo', 'badge-held', 'document'].map((step) => ({ step, outcome: 'passed' })),
  documentClass: 'passport',
  ticket: null,
  ...more,
});

/** Somebody who consents, signed in a minute ago. */
export const consent = (id: string, roles: readonly RoleHeld[], at = NOW - MINUTE): Consent => ({
  by: {
    id,
    displayName: id,
    userPrincipalName: `${id}@tapdesk.example`,
    roles: { known: true, value: roles },
  },
  signedInAt: at,
});

export interface Variation {
  readonly input?: Partial<PolicyInput>;
  readonly facts?: Partial<PolicyInput['facts']>;
  readonly person?: Partial<Person>;
  readonly config?: Parameters<typeof policyConfig.parse>[0];
  readonly operatorRoles?: PolicyInput['operator']['roles'];
}

const ordinary: Omit<PolicyInput['facts'], 'person' | 'operatorRoles'> = {
  readAt: NOW,
  methods: [method('password', 'password')],
  passes: [],
  roles: { known: true, value: [] },
  roleAssignableGroupIds: { known: true, value: [] },
  ownedRoleAssignableGroupIds: { known: true, value: [] },
  administrativeUnitIds: { known: true, value: [] },
  recentPasses: { known: true, value: [] },
  memberOfGroupIds: [],
  ...openWays,
  passPolicy: { known: true, value: passPolicy },
  groups: [group(), group({ id: 'g-2', displayName: 'TAP-Privileged-Emergency' })],
  station: { known: true, value: device() },
};

/** A new hire whom every rule allows, changed as a test needs it. */
export const inputWith = ({ input, facts, person, config, operatorRoles }: Variation = {}): PolicyInput => {
  const roles = operatorRoles ?? { known: true, value: [role(roleIds.authenticationAdministrator)] };
  return {
    config: policyConfig.parse(config ?? {}),
    scenario: 'new-hire',
    lostMethodIds: [],
    facts: { ...ordinary, person: personLike({ id: 'p-1', ...person }), operatorRoles: roles, ...facts },
    operator: {
      id: 'o-1',
      displayName: 'Olga Operator',
      userPrincipalName: 'olga@tapdesk.example',
      roles,
    },
    badgeStrength: 'identifier',
    stationWays: everyWay,
    passesElsewhere: null,
    history: history(),
    proofing: proofing({ scenario: input?.scenario ?? 'new-hire' }),
    consents: [],
    groupId: 'g-1',
    privilegedGroupId: 'g-2',
    ownPassIds: [],
    unresolvedEarlier: false,
    missing: [],
    ...input,
  };
};
