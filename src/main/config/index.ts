export { authenticatorStores } from './clouds.ts';
export { complaintsOf } from './complaints.ts';
export { installedConfigFiles } from './installed.ts';
export { lintConfig, type LintFinding } from './lint.ts';
export { ConfigError, checkConfig, checkLayers, policyDefaults, readConfig, type Layer } from './read.ts';
export { saveSettings, type NotSaved } from './save.ts';
export { configSchema, type Config, type SimulatedTenant } from './schema.ts';
export { approverScopesOf, scopesOf, tenantSettings, type TenantSettings } from './tenant-settings.ts';
export { postureAsk, postureSettings } from './posture-settings.ts';
