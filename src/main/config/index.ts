export { readAlertChannels } from './alert-channels.ts';
export {
  readCheckpointPlaces,
  readS3File,
  type CheckpointPlaces,
  type Surroundings,
} from './checkpoint-places.ts';
export { authenticatorStores, clouds } from './clouds.ts';
export { complaintsOf } from './complaints.ts';
export { installedConfigFiles, installedSiteFile } from './installed.ts';
export { readLedgerAddress } from './ledger-address.ts';
export { lintConfig, type LintFinding } from './lint.ts';
export {
  ConfigError,
  checkConfig,
  checkLayers,
  policyDefaults,
  readConfig,
  readLayer,
  type Layer,
} from './read.ts';
export { saveSettings, type NotSaved } from './save.ts';
export { configSchema, type Config, type SimulatedTenant } from './schema.ts';
export {
  approverElsewhereScopesOf,
  approverScopesOf,
  scopesOf,
  tenantSettings,
  type TenantSettings,
} from './tenant-settings.ts';
export { readTelemetry } from './telemetry-receiver.ts';
export { readReaderKey, type ReaderFiles } from './reader-key.ts';
export { hasPolicies } from './policies.ts';
export { postureAsk, postureSettings } from './posture-settings.ts';
export { valueAt } from './merge.ts';
