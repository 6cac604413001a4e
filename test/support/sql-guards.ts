import type pg from 'pg';
import { roleOf } from '../../src/main/ledger/index.ts';

/** What stands in the way of an attack on the ledger's database, how it is taken away, and what then gets through. */
export interface SqlGuard {
  readonly name: string;
  readonly without: string;
  /** Station `one` where it is left out; `admin` for the role that owns the tables. */
  readonly as?: string;
  /** One statement or several; what the last one finds or changes counts. */
  readonly attack: string;
  /** Nothing is refused: no row is there to be read or changed. */
  readonly unseen?: true;
}

/** What became of an attack. */
export type Outcome = 'refused' | 'nothing there' | 'through';

export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
export const bytea = (hex: string): string => `decode('${hex}', 'hex')`;
export const long = (length: number): string => 'x'.repeat(length);

/** A guard taken away: a constraint of a table. */
export const drop = (table: string, constraint: string): string =>
  `ALTER TABLE ${table} DROP CONSTRAINT ${constraint}`;
/** A guard taken away: what a policy asks for. */
export const open = (policy: string, table: string, clause: string): string =>
  `ALTER POLICY ${policy} ON ${table} ${clause}`;

const countOf = (results: pg.QueryResult | readonly pg.QueryResult[]): number =>
  [results].flat().at(-1)?.rowCount ?? 0;

/** Tries an attack and takes everything back. */
const attempt = async (
  admin: pg.Client,
  { as = roleOf('one'), attack }: SqlGuard,
  before: string,
): Promise<Outcome> => {
  await admin.query('BEGIN');
  try {
    if (before !== '') await admin.query(before);
    if (as !== 'admin') await admin.query(`SET LOCAL ROLE ${as}`);
    const count = countOf(await admin.query(attack));
    return count > 0 || attack.endsWith('WHERE false') ? 'through' : 'nothing there';
  } catch {
    return 'refused';
  } finally {
    await admin.query('ROLLBACK');
  }
};

/** Tries an attack with its guard in place and without it. */
export const tried = async (
  admin: pg.Client,
  guard: SqlGuard,
): Promise<{ readonly kept: Outcome; readonly without: Outcome }> => ({
  kept: await attempt(admin, guard, ''),
  without: await attempt(admin, guard, guard.without),
});

/** What `tried` says of a guard that holds, and by itself. */
export const asGuarded = ({ unseen }: SqlGuard): { readonly kept: Outcome; readonly without: Outcome } => ({
  kept: unseen === true ? 'nothing there' : 'refused',
  without: 'through',
});
