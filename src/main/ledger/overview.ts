import type pg from 'pg';
import { z } from 'zod';
import { findingRow, stationRow, time } from './rows.ts';

const station = stationRow.extend({
  /** The last entry that has come; 0 before the first. */
  epoch: z.int(),
  seq: z.coerce.number(),
});

const finding = findingRow.extend({ what: z.string(), foundAt: time });

/** The fleet at one look. */
export interface Overview {
  readonly stations: readonly z.infer<typeof station>[];
  /** Newest first. */
  readonly findings: readonly z.infer<typeof finding>[];
}

const STATIONS = `SELECT s.station, s.site, s.state, p.seen_at AS "seenAt", p.version, p.open,
    coalesce(p.unsent, 0) AS unsent, coalesce(e.epoch, 0) AS epoch, coalesce(e.seq, 0) AS seq,
    (SELECT count(*)::int FROM refusals r WHERE r.station = s.station) AS refusals
  FROM stations s LEFT JOIN presence p USING (station)
  LEFT JOIN LATERAL (
    SELECT epoch, seq FROM entries WHERE entries.station = s.station ORDER BY epoch DESC, seq DESC LIMIT 1
  ) e ON true
  ORDER BY s.station`;
const FINDINGS = `SELECT station, kind, epoch, seq, what, found_at AS "foundAt" FROM findings
  WHERE acknowledged_at IS NULL ORDER BY found_at DESC, station, kind, epoch, seq LIMIT 1000`;

/** Reads how the fleet stands, as a role that may read all of it. */
export const overview = async (client: pg.Client): Promise<Overview> => {
  const stations = await client.query(STATIONS);
  const findings = await client.query(FINDINGS);
  return {
    stations: stations.rows.map((row) => station.parse(row)),
    findings: findings.rows.map((row) => finding.parse(row)),
  };
};
