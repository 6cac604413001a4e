import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Config } from '../config/index.ts';

/** A setting by its path, such as `policy.lifetimeMinutes`, with its value as JSON. */
export type Settings = Readonly<Record<string, string>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flat = (value: unknown, path: string): readonly (readonly [string, string])[] => {
  if (!isObject(value)) return [[path, canonicalize(value) ?? 'null']];
  return Object.entries(value).flatMap(([name, inner]) =>
    flat(inner, path === '' ? name : `${path}.${name}`),
  );
};

/**
 * What of the configuration the written policy is about: who may get a pass, from whom, for how long, how it is watched
 * and taken away. Where files lie and how a screen looks is none of it.
 */
export const settingsOf = (config: Config): Settings => {
  const { policy, groups, monitoring, retest, close, retention, posture } = config;
  const { minimumPassLength, expectedMemberIds, memberHours, logRetentionDays } = posture;
  const about = {
    ...{ policy, groups, monitoring, retest, close, retention },
    posture: { minimumPassLength, expectedMemberIds, memberHours, logRetentionDays },
    visibleSeconds: config.times.visibleSeconds,
    helpContact: config.station.helpContact,
  };
  return Object.fromEntries([...flat(about, '')].sort(([one], [other]) => (one < other ? -1 : 1)));
};

/** SHA-256 of the settings, hex: the same settings always have the same. */
export const digestOfSettings = (settings: Settings): string =>
  createHash('sha256')
    .update(canonicalize(settings) ?? '')
    .digest('hex');

/** One setting that is not what it was; null where there was, or is, none. */
export interface SettingChange {
  readonly setting: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** What differs between two versions, by setting. */
export const changesBetween = (before: Settings, now: Settings): readonly SettingChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .flatMap((setting) =>
      before[setting] === now[setting]
        ? []
        : [{ setting, from: before[setting] ?? null, to: now[setting] ?? null }],
    );
