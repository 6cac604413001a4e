import { readingPermissions, type TenantAsk } from '../directory/index.ts';
import { baselines } from '../policy/index.ts';
import type { PostureSettings } from '../posture/index.ts';
import type { Config } from './schema.ts';
import { scopesOf } from './tenant-settings.ts';

/** Where answers to a sign-in may go: the loopback address, and Windows' own broker. Source: MSAL for desktops. */
const redirectsOf = (clientId: string): readonly string[] => [
  'http://localhost',
  `ms-appx-web://Microsoft.AAD.BrokerPlugin/${clientId}`,
];

/** Every sign-in may ask for these; they read nothing but the signed-in person's own profile. */
const ordinary = ['openid', 'profile', 'email', 'offline_access', 'User.Read'];

const groupNames = ({ groups }: Config): readonly string[] => [...new Set(Object.values(groups))];

/** What the checks hold tenant and station to, from the configuration. */
export const postureSettings = (config: Config): PostureSettings => {
  const { policy, posture, tenant, times } = config;
  const needed = scopesOf('', config.badge).map((scope) => scope.slice(1));
  return {
    groups: {
      names: groupNames(config),
      privileged: config.groups.privileged,
      expectedMemberIds: posture.expectedMemberIds,
      memberHours: posture.memberHours,
    },
    pass: {
      lifetimes: [
        policy.lifetimeMinutes,
        ...(policy.privileged.allowed ? [policy.privileged.lifetimeMinutes] : []),
      ],
      maximumMinutes: baselines[policy.baseline].maximumMinutes,
      minimumLength: posture.minimumPassLength,
      usableOnce: policy.usableOnce,
    },
    roles: { separated: policy.separatedRoleIds, operatorScopes: policy.operatorScopes },
    emergencyIds: policy.emergencyAccessIds,
    application: {
      needed,
      allowed: [...ordinary, ...readingPermissions],
      redirects: redirectsOf(tenant.clientId),
    },
    keyModels: posture.keyModels,
    logRetentionDays: posture.logRetentionDays,
    station: {
      seenDays: policy.station.seenWithinDays,
      clockSkewSeconds: times.clockSkewSeconds,
      diskMegabytes: posture.diskMegabytes,
      displays: posture.displays,
    },
  };
};

/**
 * What one reading of the tenant asks for.
 *
 * @param now epoch milliseconds
 */
export const postureAsk = (config: Config, now: number): TenantAsk => ({
  groupNames: groupNames(config),
  clientId: config.tenant.clientId,
  readerId: config.tenant.reader?.clientId ?? null,
  stationDeviceId: config.policy.station.deviceId,
  emergencyIds: config.policy.emergencyAccessIds,
  unitNames: config.posture.desired.units.map(({ name }) => name),
  joinedSince: new Date(now - config.posture.memberHours * 3_600_000).toISOString(),
});
