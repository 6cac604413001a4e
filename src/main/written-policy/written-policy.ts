import { z } from 'zod';
import type { Config } from '../config/index.ts';
import { describePolicy } from '../policy/index.ts';
import { changesBetween, digestOfSettings, settingsOf } from './settings.ts';

/** The written policy as it is kept, one version a file. Source: zero trust guide 6.1. */
export const writtenPolicySchema = z.strictObject({
  format: z.literal('tapdesk-written-policy'),
  v: z.literal(1),
  /** From 1; one more each time that a setting changed. */
  version: z.int().min(1),
  madeAt: z.iso.datetime(),
  site: z.string(),
  tenantId: z.string(),
  /** By which name the journals' decisions know these settings. */
  ruleSet: z.string(),
  /** SHA-256 of `settings` in canonical form, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Each as JSON, by its path in the configuration. */
  settings: z.record(z.string(), z.string()),
  /** The version that this one follows; null for the first. */
  previous: z.strictObject({ version: z.int().min(1), sha256: z.string() }).nullable(),
  /** What is not as in the version before. */
  changes: z.array(
    z.strictObject({ setting: z.string(), from: z.string().nullable(), to: z.string().nullable() }),
  ),
});
export type WrittenPolicy = z.infer<typeof writtenPolicySchema>;

/**
 * The written policy that a configuration says.
 *
 * @param from.previous the version before; where nothing has changed, that version still stands
 * @param from.madeAt epoch milliseconds
 */
export const writtenPolicyOf = (
  config: Config,
  { previous, madeAt }: { readonly previous: WrittenPolicy | null; readonly madeAt: number },
): WrittenPolicy => {
  const settings = settingsOf(config);
  const sha256 = digestOfSettings(settings);
  if (previous?.sha256 === sha256) return previous;
  return {
    format: 'tapdesk-written-policy',
    v: 1,
    version: (previous?.version ?? 0) + 1,
    madeAt: new Date(madeAt).toISOString(),
    site: config.station.site,
    tenantId: config.tenant.tenantId,
    ruleSet: describePolicy(config.policy).ruleSet,
    sha256,
    settings,
    previous: previous === null ? null : { version: previous.version, sha256: previous.sha256 },
    changes: previous === null ? [] : [...changesBetween(previous.settings, settings)],
  };
};
