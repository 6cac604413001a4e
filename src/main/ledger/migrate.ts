import type { Client } from 'pg';
import { z } from 'zod';
import { rights } from './migrations/0002-rights.ts';
import { facts } from './migrations/0004-facts.ts';
import { acknowledged } from './migrations/0005-acknowledged.ts';
import { consoles } from './migrations/0006-console.ts';
import { approvals } from './migrations/0003-approvals.ts';
import { heard } from './migrations/0007-heard.ts';
import { tables } from './migrations/0001-tables.ts';
import { LedgerError } from './port.ts';

/** How a new ledger is laid out. */
export interface Layout {
  /** Into how many parts the entries are divided by station; 0: not at all. Cannot be changed afterwards. */
  readonly partitions: number;
}

/** In the order in which they are applied; the n-th brings the ledger to version n. Never edited once shipped. */
const migrations: readonly ((layout: Layout) => readonly string[])[] = [
  ({ partitions }) => tables(partitions),
  () => rights,
  () => approvals,
  () => facts,
  () => acknowledged,
  () => consoles,
  () => heard,
];

/** The version that this program works with. */
export const VERSION = migrations.length;

/** At which version a ledger stands; 0: it has no tables yet. */
export const versionOf = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ there: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'ledger_migrations') AS there",
  );
  if (rows[0]?.there !== true) return 0;
  const found = await client.query('SELECT max(version)::int AS version FROM ledger_migrations');
  return z.object({ version: z.int().nullable() }).parse(found.rows[0]).version ?? 0;
};

const apply = async (client: Client, version: number, statements: readonly string[]): Promise<void> => {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('INSERT INTO ledger_migrations (version) VALUES ($1)', [version]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
};

/**
 * Brings a ledger to this program's version, as the role that owns its tables. Each step happens whole or not at all,
 * and what was done is not done again.
 *
 * @returns the versions that were applied now
 * @throws LedgerError `ledger.newer` when a later version of the program made it
 */
export const migrate = async (client: Client, layout: Layout): Promise<readonly number[]> => {
  const from = await versionOf(client);
  if (from > VERSION) throw new LedgerError('ledger.newer');
  await client.query(
    `CREATE TABLE IF NOT EXISTS ledger_migrations (
       version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
  );
  const applied: number[] = [];
  for (const [index, statements] of migrations.entries()) {
    if (index < from) continue;
    await apply(client, index + 1, statements(layout));
    applied.push(index + 1);
  }
  return applied;
};
