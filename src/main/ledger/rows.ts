import { z } from 'zod';
import { findingKinds } from './audit/findings.ts';

/** A time of the database, as an ISO date-time. */
export const time = z.date().transform((at) => at.toISOString());

/** A station, by whatever looks at it. */
export const stationRow = z.object({
  station: z.string(),
  site: z.string(),
  state: z.enum(['admitted', 'revoked']),
  /** Null: never. */
  seenAt: time.nullable(),
  version: z.string().nullable(),
  open: z.boolean().nullable(),
  /** Entries that wait at the station, by its own word. */
  unsent: z.coerce.number(),
  /** What the ledger did not take of it. */
  refusals: z.int(),
});

/** What the audit found, by whatever looks at it. */
export const findingRow = z.object({
  station: z.string(),
  kind: z.enum(findingKinds),
  epoch: z.int(),
  seq: z.coerce.number(),
});
