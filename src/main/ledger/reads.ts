import { z } from 'zod';
import { prepared, type Connection } from './connect.ts';

/** So many reads in so long, and how late one may be used after the time that it was given. */
export interface ReadWindow {
  readonly ms: number;
  readonly lateMs: number;
}

/** Of `GRAPH_READS` at once, at most. The table has as many times. */
export const MOST_READS = 5;

/** Source: Microsoft Graph, throttling limits, identity and access reports: five requests in ten seconds. */
export const GRAPH_READS: ReadWindow = { ms: 10_000, lateMs: 1_000 };

/** When reads may be made, and how many stations share them. */
export interface ReadsGiven {
  /** From when the ledger was asked; 0: at once. */
  readonly waitMs: number;
  readonly stations: number;
}

/** The reads of the fleet as one station sees them. Throws LedgerError. */
export interface ReadTable {
  /** Gives out the next time at which so many reads, at most five, may be made at once. */
  readonly give: (reads: number) => Promise<ReadsGiven>;
  readonly window: ReadWindow;
}

// One row, which the database changes for one after the other: that is the order in which everybody comes. The next time
// is not before the last one that was given out, and a window after the one that is five before the last of these.
const GIVE = `UPDATE tenant_reads SET (station, t1, t2, t3, t4, t5) = (
    SELECT $3::text, times[1 + $1], times[2 + $1], times[3 + $1], times[4 + $1], times[5 + $1]
      FROM (SELECT ARRAY[t1, t2, t3, t4, t5, next, next, next, next, next] AS times
        FROM (SELECT greatest(clock_timestamp(), t5,
          (ARRAY[t1, t2, t3, t4, t5])[$1::int] + $2 * interval '1 millisecond') AS next) AS found) AS all_times)
  WHERE id = 1
  RETURNING greatest(0, extract(epoch FROM t5 - clock_timestamp()) * 1000)::float8 AS "waitMs",
    (SELECT stations FROM fleet_size) AS stations`;

const given = z.object({ waitMs: z.number(), stations: z.int() });

/** @param window another than Graph's, for tests */
export const createReadTable = (
  connection: Connection,
  station: string,
  window: ReadWindow = GRAPH_READS,
): ReadTable => ({
  window,
  give: (reads) =>
    connection.use(async (client) => {
      const values = [Math.min(reads, MOST_READS), window.ms + window.lateMs, station];
      const { rows } = await client.query(prepared(GIVE, values));
      return given.parse(rows[0]);
    }),
});
