import type { TenantInfo } from './start-tenant.ts';

interface DemoFiles {
  /** The certificate of the tenant's authority, where the desk can read it. */
  readonly caFile: string;
  /** Where the desk keeps its journal; null for the system's own place. */
  readonly dataFolder: string | null;
}

/** Settings that one demo or one test wants otherwise; the same form as the configuration file. */
export interface DemoOverrides {
  /** Two desks on one tenant have two names. */
  readonly stationId?: string;
  readonly ledger?: Record<string, unknown>;
  readonly times?: Record<string, number>;
  readonly retest?: Record<string, unknown>;
  readonly policy?: Record<string, unknown>;
  readonly operatorPin?: Record<string, unknown>;
  readonly posture?: Record<string, unknown>;
  readonly alerts?: Record<string, unknown>;
  readonly badge?: Record<string, unknown>;
  readonly leaveBehind?: Record<string, unknown>;
  readonly keys?: Record<string, unknown>;
  /** A security key for a person who plays by hand; the walkthroughs bring their own. */
  readonly simulatedKey?: boolean;
}

/** The station's reading identity, where the tenant was started with one. */
const readerOf = ({ reader }: TenantInfo) =>
  reader === undefined
    ? null
    : {
        clientId: reader.clientId,
        certificateFile: reader.certificateFile,
        privateKeyFile: reader.privateKeyFile,
      };

const allDay = [{ from: '00:00', to: '24:00' }];

/** The simulation is tried at any hour of any day. */
export const openAllWeek = {
  monday: allDay,
  tuesday: allDay,
  wednesday: allDay,
  thursday: allDay,
  friday: allDay,
  saturday: allDay,
  sunday: allDay,
};

const whole = ['times', 'leaveBehind', 'keys', 'badge', 'operatorPin', 'ledger'] as const;

/** Parts that are as they are told, or left to their defaults. */
const partsOf = (overrides: DemoOverrides): Partial<Pick<DemoOverrides, (typeof whole)[number]>> =>
  Object.fromEntries(
    whole.flatMap((name) => (overrides[name] === undefined ? [] : [[name, overrides[name]]])),
  );

/** The desk's configuration for a simulated tenant, as JSON; its schema is src/main/config/schema.ts. */
export const demoConfig = (
  tenant: TenantInfo,
  { caFile, dataFolder }: DemoFiles,
  overrides: DemoOverrides = {},
) => ({
  station: {
    id: overrides.stationId ?? 'demo-desk',
    name: 'Demo desk',
    site: 'Simulated site',
    helpContact: 'the service desk of this simulation',
  },
  tenant: {
    cloud: 'simulated',
    tenantId: tenant.tenantId,
    clientId: tenant.clientId,
    reader: readerOf(tenant),
    graph: tenant.graph,
    authority: tenant.authority,
    securityInfo: tenant.securityInfo,
    leafFingerprint: tenant.leafFingerprint,
    caFile,
    simulatedKey: overrides.simulatedKey ?? false,
  },
  policy: {
    station: { deviceId: tenant.stationDeviceId },
    hours: openAllWeek,
    emergencyAccessIds: tenant.users
      .filter(({ part }) => part?.startsWith('break-glass') === true)
      .map(({ id }) => id),
    ...overrides.policy,
  },
  posture: {
    // Somebody whom the desk meets as a member already, and leaves one.
    expectedMemberIds: tenant.users.filter(({ part }) => part === 'already-member').map(({ id }) => id),
    desired: {
      groupOwnerIds: tenant.users.filter(({ part }) => part === 'privileged-operator').map(({ id }) => id),
      administrationClientId: tenant.administrationClientId ?? null,
    },
    ...overrides.posture,
  },
  // Everything of the simulation stays on this machine.
  monitoring: { networks: ['127.0.0.0/8', '::1/128'] },
  alerts: { systemLog: false, ...overrides.alerts },
  // The simulated tenant has this context bound to a phishing-resistant sign-in.
  retest: { authenticationContext: 'c1', contextFor: 'passkeys', ...overrides.retest },
  ...partsOf(overrides),
  // People who try it out want to leave it the usual way.
  window: { kiosk: false },
  dataFolder,
});
