import { z } from 'zod';

/** How many checks of tenant and station are fine. */
export const postureSummary = z.strictObject({ fine: z.int().min(0), of: z.int().min(0) });
export type PostureSummary = z.infer<typeof postureSummary>;

/** One check as the operator's page shows it. What was found and wanted is in Graph's own words. */
export const postureCheck = z.strictObject({
  /** A sentence each under `posture-check.ID`; what stands before the first dot is its part. */
  id: z.string(),
  state: z.enum(['fine', 'not-fine', 'unknown']),
  /** Whether it closes the desk while it is not fine; `waived`: the site has switched that off. */
  gate: z.enum(['closes', 'waived', 'open']),
  found: z.array(z.string()),
  wanted: z.array(z.string()),
  /** Where it is mended in the admin centre, and the Graph call that does the same. */
  portal: z.string(),
  graph: z.string().nullable(),
  /** Why it is unknown: the permission and role that reading it takes; both null where the station cannot tell. */
  needs: z.strictObject({ permission: z.string().nullable(), role: z.string().nullable() }).nullable(),
  requirement: z.string(),
  controls: z.array(z.string()),
});
export type PostureCheck = z.infer<typeof postureCheck>;

/** Whether tenant and station are fit to issue passes, check by check. */
export const postureScreen = z.strictObject({
  kind: z.literal('operator/posture'),
  at: z.iso.datetime(),
  /** Whether they may be run again from here. */
  again: z.boolean(),
  checks: z.array(postureCheck),
});
