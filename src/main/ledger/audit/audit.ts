import type pg from 'pg';
import { z } from 'zod';
import { auditCheckpoints } from './checkpoints.ts';
import { auditEntries, type Auditing } from './entries.ts';
import { raise, type LedgerFinding } from './findings.ts';
import { keysOf } from './keys.ts';

/** What an audit is held to. */
export interface AuditSettings {
  readonly now: Date;
  /** An open desk of which nothing was heard for so long is silent. */
  readonly silentOpenMinutes: number;
  /** A closed one. */
  readonly silentClosedMinutes: number;
}

/** What one audit came to. */
export interface AuditReport {
  readonly stations: number;
  readonly entries: number;
  readonly checkpoints: number;
  /** What was not known before. */
  readonly fresh: readonly LedgerFinding[];
}

const stationRow = z.object({
  station: z.string(),
  state: z.enum(['admitted', 'revoked']),
  since: z.date(),
  open: z.boolean().nullable(),
});
type StationRow = z.infer<typeof stationRow>;

const stationsIn = async (client: pg.Client): Promise<readonly StationRow[]> => {
  const { rows } = await client.query(
    `SELECT s.station, s.state, coalesce(p.seen_at, s.admitted_at) AS since, p.open
       FROM stations s LEFT JOIN presence p USING (station) ORDER BY s.station`,
  );
  return rows.map((row) => stationRow.parse(row));
};

const MINUTE_MS = 60_000;

const checkSilence = (
  { found, now }: Auditing,
  { state, since, open }: StationRow,
  { silentOpenMinutes, silentClosedMinutes }: AuditSettings,
): void => {
  const minutes = Math.floor((now.getTime() - since.getTime()) / MINUTE_MS);
  const most = open === true ? silentOpenMinutes : silentClosedMinutes;
  if (state === 'revoked' || minutes < most) return;
  // One finding for each time that it falls silent: the day and minute that it was last heard tell them apart.
  const seq = Math.floor(since.getTime() / MINUTE_MS);
  found({ kind: 'silence', epoch: 0, seq, what: `nothing was heard since ${since.toISOString()}` });
};

const refusalRow = z.object({ epoch: z.int(), seq: z.coerce.number(), count: z.int(), codes: z.string() });

/** What the ledger did not take of a station, one finding for each entry. */
const checkRefusals = async ({ client, station, found }: Auditing): Promise<void> => {
  const { rows } = await client.query(
    `SELECT epoch, seq, count(*)::int AS count, string_agg(DISTINCT code, ', ') AS codes
       FROM refusals WHERE station = $1 GROUP BY epoch, seq ORDER BY epoch, seq LIMIT 1000`,
    [station],
  );
  for (const row of rows) {
    const { epoch, seq, count, codes } = refusalRow.parse(row);
    found({ kind: 'refused', epoch, seq, what: `refused ${count} times: ${codes}` });
  }
};

/**
 * Goes through everything that has come since the last audit: entries by form, hash, place and key; checkpoints by
 * signature and by what they cover; what was refused; and who is silent. What is found is written down once.
 *
 * @throws the database's errors
 */
export const audit = async (client: pg.Client, settings: AuditSettings): Promise<AuditReport> => {
  const stations = await stationsIn(client);
  let [entries, checkpoints] = [0, 0];
  const fresh: LedgerFinding[] = [];
  for (const row of stations) {
    const { station } = row;
    const findings: LedgerFinding[] = [];
    const auditing: Auditing = {
      client,
      station,
      keys: await keysOf(client, station),
      now: settings.now,
      found: (finding) => findings.push({ station, ...finding }),
    };
    entries += await auditEntries(auditing);
    checkpoints += await auditCheckpoints(auditing);
    checkSilence(auditing, row, settings);
    await checkRefusals(auditing);
    fresh.push(...(await raise(client, findings, settings.now)));
  }
  return { stations: stations.length, entries, checkpoints, fresh };
};
