import { z } from 'zod';
import { checkIds } from './check-ids.ts';
import { desiredConfig } from './desired/config.ts';

const checkId = z.enum(checkIds, 'the id of a check; `tapdesk doctor` lists them');

/** What a site may set about its checks. */
export const postureConfig = z.strictObject({
  /** Checks that close the desk beside those of the baseline. */
  alsoBlocking: z.array(checkId).default([]),
  /** Checks of the baseline that do not close the desk here: a mark on the operator's screens says so. */
  notBlocking: z.array(checkId).default([]),
  /** How often the checks are run again while the desk is open. */
  everyMinutes: z.int().min(5).max(1_440).default(60),
  minimumPassLength: z.int().min(8).max(48).default(10),
  /** How long an enrollment may keep somebody in a group. */
  memberHours: z.int().min(1).max(168).default(4),
  /** Object ids of people who may stay in the groups of the desk. */
  expectedMemberIds: z.array(z.string().min(1)).default([]),
  /** Most that the tenant keeps is 30 days; sites that keep logs longer elsewhere leave this as it is. */
  logRetentionDays: z.int().min(1).max(3_650).default(30),
  /** Model ids (AAGUID) of the security keys that the desk hands out; none: any. */
  keyModels: z.array(z.guid()).default([]),
  displays: z.int().min(1).max(8).default(1),
  diskMegabytes: z.int().min(100).max(1_000_000).default(500),
  /** What `tapdesk tenant plan` holds the tenant to. */
  desired: desiredConfig.prefault({}),
});
export type PostureConfig = z.infer<typeof postureConfig>;
