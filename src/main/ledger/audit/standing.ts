import type pg from 'pg';
import { z } from 'zod';
import { findingRow, time } from '../rows.ts';
import type { LedgerFinding } from './findings.ts';

/** Who let a finding be, and why. */
export interface FindingEnd {
  /** An object id, or a name of the site's own. */
  readonly by: string;
  readonly reason: string;
  /** ISO date-time. */
  readonly at: string;
}

/** A finding with what became of it. */
export interface StoredFinding extends LedgerFinding {
  /** ISO date-time. */
  readonly foundAt: string;
  /** Null while it stands. */
  readonly end: FindingEnd | null;
}

const storedRow = findingRow.extend({
  what: z.string(),
  found_at: time,
  acknowledged_by: z.string().nullable(),
  acknowledged_at: time.nullable(),
  reason: z.string().nullable(),
});

/** Everything that was ever found, oldest first. */
export const storedFindings = async (client: pg.Client): Promise<readonly StoredFinding[]> => {
  const { rows } = await client.query(
    `SELECT station, kind, epoch, seq, what, found_at, acknowledged_by, acknowledged_at, reason
       FROM findings ORDER BY found_at, station, kind, epoch, seq`,
  );
  return rows.map((row) => {
    const {
      found_at: foundAt,
      acknowledged_by: by,
      acknowledged_at: at,
      reason,
      ...found
    } = storedRow.parse(row);
    const end = at === null ? null : { by: by ?? '', at, reason: reason ?? '' };
    return { ...found, foundAt, end };
  });
};

/** Lets a finding be. @returns false when it does not stand */
export const acknowledgeFinding = async (
  client: pg.Client,
  { station, kind, epoch, seq }: Pick<LedgerFinding, 'station' | 'kind' | 'epoch' | 'seq'>,
  { by, reason, at }: FindingEnd,
): Promise<boolean> => {
  const { rowCount } = await client.query(
    `UPDATE findings SET acknowledged_by = $5, reason = $6, acknowledged_at = $7
      WHERE station = $1 AND kind = $2 AND epoch = $3 AND seq = $4 AND acknowledged_at IS NULL`,
    [station, kind, epoch, seq, by, reason, at],
  );
  return rowCount === 1;
};
