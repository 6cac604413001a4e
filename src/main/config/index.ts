export { ConfigError, checkConfig, readConfig } from './read.ts';
export type { Config, SimulatedTenant } from './schema.ts';
export { approverScopesOf, scopesOf, tenantSettings, type TenantSettings } from './tenant-settings.ts';
export { postureAsk, postureSettings } from './posture-settings.ts';
