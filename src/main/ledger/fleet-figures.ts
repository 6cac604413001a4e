import { z } from 'zod';
import type { Connection } from './connect.ts';
import { findingRow, stationRow, time } from './rows.ts';

const station = stationRow.extend({
  checkpointAt: time.nullable(),
  /** How many people it enrolls now. */
  enrolling: z.int(),
  /** What the audit found and nobody has acknowledged. */
  findings: z.int(),
  /** Of its last look at tenant and station; null before the first. */
  checked: z.int().nullable(),
  fine: z.int().nullable(),
});

const finding = findingRow.extend({ site: z.string(), foundAt: time });

const day = z.object({
  site: z.string(),
  /** By UTC, as the entry says it; of another form where a station wrote one. */
  day: z.string().nullable(),
  ending: z.string().nullable(),
  count: z.int(),
});

const refusal = z.object({ site: z.string(), code: z.string().nullable(), count: z.int() });
const waiting = z.object({ site: z.string(), count: z.int() });

/** All stations and their figures of the last weeks. */
export interface FleetFigures {
  readonly stations: readonly z.infer<typeof station>[];
  /** Newest first. */
  readonly findings: readonly z.infer<typeof finding>[];
  readonly days: readonly z.infer<typeof day>[];
  readonly refusals: readonly z.infer<typeof refusal>[];
  /** Requests for approval that are open. */
  readonly waiting: readonly z.infer<typeof waiting>[];
}

const STATIONS = `SELECT station, site, state, seen_at AS "seenAt", version, open, unsent,
    checkpoint_at AS "checkpointAt", enrolling, refusals, findings, checked, fine
  FROM console_stations ORDER BY site, station LIMIT 2000`;
const FINDINGS = `SELECT station, site, kind, epoch, seq, found_at AS "foundAt" FROM console_findings
  ORDER BY found_at DESC, station, kind, epoch, seq LIMIT 200`;

/** Reads how the fleet stands, as a station that is a console too. @throws LedgerError `ledger.denied` as another one */
export const readFleet = (connection: Connection): Promise<FleetFigures> =>
  connection.use(async (client) => {
    const rows = async <S extends z.ZodType>(schema: S, sql: string): Promise<z.infer<S>[]> =>
      (await client.query(sql)).rows.map((row) => schema.parse(row));
    return {
      stations: await rows(station, STATIONS),
      findings: await rows(finding, FINDINGS),
      days: await rows(day, 'SELECT site, day, ending, count FROM console_days'),
      refusals: await rows(refusal, 'SELECT site, code, count FROM console_refusals'),
      waiting: await rows(waiting, 'SELECT site, count FROM console_waiting'),
    };
  });
