import type { OfferedWay } from '../../shared/index.ts';
import type { TenantSettings } from '../config/index.ts';

/**
 * Whether a security key can finish here: Chromium hands WebAuthn to the system on Windows; on Linux there is
 * no PIN prompt, on macOS no roaming key (facts about WebAuthn in Electron). The simulation says it can.
 */
export const keysWorkHere = (platform: NodeJS.Platform, simulated: boolean): boolean =>
  simulated || platform === 'win32';

/** What this station and its cloud can do at all; what the tenant and the site say of it, the policy decides. */
export const stationWays = (tenant: TenantSettings, platform: NodeJS.Platform): readonly OfferedWay[] => [
  {
    way: 'security-key-here',
    closed: keysWorkHere(platform, tenant.simulated !== null)
      ? null
      : { code: 'not-on-this-system', params: {} },
  },
  { way: 'passkey-on-phone', closed: null },
  { way: 'authenticator-on-phone', closed: null },
  { way: 'provisioned-key', closed: { code: 'not-built-in', params: {} } },
];
