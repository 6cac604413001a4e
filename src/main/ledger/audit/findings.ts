import type pg from 'pg';

/**
 * What an audit finds; docs/ledger.md explains each. `fork`: the station signed for another entry than the one it sent.
 * `rollback`: it signed later for less than before. `gap`: what it signed for has not come. `tail-lost`: the ledger has
 * entries that the station lost. `silence`: nothing is heard of it. `rewritten`, `lost`: outside the station signed for another
 * entry than the ledger has, or for one that it does not have. `outside`: a checkpoint there is not this station's. `behind`: what it
 * signs comes to the ledger and goes outside no more.
 */
export const findingKinds = [
  'fork',
  'rollback',
  'gap',
  'tail-lost',
  'silence',
  'entry',
  'checkpoint',
  'key',
  'refused',
  'rewritten',
  'lost',
  'outside',
  'behind',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** Something about one station that somebody should look at. */
export interface LedgerFinding {
  readonly station: string;
  readonly kind: FindingKind;
  /** 0 where it is about no epoch. */
  readonly epoch: number;
  /** 0 where it is about no entry. */
  readonly seq: number;
  /** In words, for people; names nobody. */
  readonly what: string;
}

/** Writes down what was not known yet. @returns that alone */
export const raise = async (
  client: pg.Client,
  findings: readonly LedgerFinding[],
  at: Date,
): Promise<readonly LedgerFinding[]> => {
  const fresh: LedgerFinding[] = [];
  for (const finding of findings) {
    const { station, kind, epoch, seq, what } = finding;
    const { rowCount } = await client.query(
      `INSERT INTO findings (station, kind, epoch, seq, what, found_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (station, kind, epoch, seq) DO NOTHING`,
      [station, kind, epoch, seq, what, at],
    );
    if (rowCount === 1) fresh.push(finding);
  }
  return fresh;
};
