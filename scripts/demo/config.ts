import type { TenantInfo } from '../launch/tenant.ts';

interface DemoFiles {
  /** The certificate of the tenant's authority, where the desk can read it. */
  readonly caFile: string;
  /** Where the desk keeps its journal. */
  readonly dataFolder: string;
}

/** Settings that one demo or one test wants otherwise; the same form as the configuration file. */
export interface DemoOverrides {
  readonly times?: Record<string, number>;
  readonly retest?: Record<string, unknown>;
  readonly policy?: Record<string, unknown>;
}

/** The desk's configuration for a simulated tenant; its schema is in src/main/app/config-schema.ts. */
export const demoConfig = (
  tenant: TenantInfo,
  { caFile, dataFolder }: DemoFiles,
  overrides: DemoOverrides = {},
): Record<string, unknown> => ({
  station: {
    id: 'demo-desk',
    name: 'Desk 1',
    site: 'Simulated site',
    helpContact: 'the front desk',
  },
  tenant: {
    cloud: 'simulated',
    tenantId: tenant['tenantId'],
    clientId: tenant.clientId,
    graph: tenant.graph,
    authority: tenant.authority,
    securityInfo: tenant['securityInfo'],
    caFile,
    leafFingerprint: tenant['leafFingerprint'],
  },
  policy: {
    emergencyAccessIds: tenant.users.filter(({ part }) => part === 'break-glass').map(({ id }) => id),
    ...overrides.policy,
  },
  retest: { authenticationContext: 'c1', ...overrides.retest },
  ...(overrides.times === undefined ? {} : { times: overrides.times }),
  window: { kiosk: false },
  dataFolder,
});
