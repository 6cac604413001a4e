import { openAllWeek } from '../../src/main/cli/index.ts';
import { policyConfig, type PolicyConfig } from '../../src/main/policy/index.ts';

/** The default policy at a site that is always open, with a station that the tenant knows by this device id. */
export const sitePolicy = (deviceId: string, more: Readonly<Record<string, unknown>> = {}): PolicyConfig =>
  policyConfig.parse({ hours: openAllWeek, station: { deviceId }, ...more });
