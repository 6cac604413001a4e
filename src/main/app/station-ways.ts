import type { OfferedWay } from '../../shared/index.ts';
import { clouds, type TenantSettings } from '../config/index.ts';

/**
 * Whether a security key can finish here: Chromium hands WebAuthn to the system on Windows; on Linux there is
 * no PIN prompt, on macOS no roaming key (facts about WebAuthn in Electron). The simulation says it can.
 */
export const keysWorkHere = (platform: NodeJS.Platform, simulated: boolean): boolean =>
  simulated || platform === 'win32';

/** Only the global cloud's Graph gives the options for a key of somebody else. Source: Graph v1.0, creationOptions. */
const givesKeyOptions = ({ graphHost, simulated }: TenantSettings): boolean =>
  simulated !== null || graphHost === clouds.global.graphHost;

/** The tools for keys on Linux: where the site has none configured, where they are, or where one of them is missing. */
export type KeyTools = 'off' | 'there' | 'missing';

/** What this station and its cloud can do at all; what the tenant and the site say of it, the policy decides. */
export const stationWays = (
  tenant: TenantSettings,
  platform: NodeJS.Platform,
  tools: KeyTools,
): readonly OfferedWay[] => {
  const notHere = { code: 'not-on-this-system', params: {} } as const;
  const key = keysWorkHere(platform, tenant.simulated !== null) ? null : notHere;
  const byTools = {
    off: key,
    there: null,
    missing: { code: 'key-tools-missing', params: {} } as const,
  }[tools];
  const provisioned = givesKeyOptions(tenant)
    ? byTools
    : ({ code: 'not-in-this-cloud', params: {} } as const);
  return [
    { way: 'security-key-here', closed: key },
    { way: 'passkey-on-phone', closed: null },
    { way: 'authenticator-on-phone', closed: null },
    { way: 'provisioned-key', closed: provisioned },
  ];
};
