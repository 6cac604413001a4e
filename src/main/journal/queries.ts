import { guarded, type Connection } from './database.ts';
import { parseEntry } from './entry.ts';
import { amongTurns, isTurn } from './migrations/0003-epochs.ts';
import type { Journal, Stored } from './port.ts';
import { ENTRY, rowsOf, type Row } from './rows.ts';

const SELECT = `SELECT ${ENTRY} FROM entries`;

/** An entry as the rest of the program sees it. */
export const storedOf = (row: Row): Stored => ({ entry: parseEntry(row.bytes), hash: row.hash });

/** Entries of one enrollment in order. */
export const entriesOfEnrollment = (connection: Connection, enrollment: string): readonly Stored[] =>
  rowsOf(connection, `${SELECT} WHERE enrollment = ? ORDER BY seq`, [enrollment]).map(storedOf);

/**
 * Entries of one type in order. The type stands in the statement itself: SQLite uses a partial index only for what
 * it can read there.
 */
export const entriesOfType = (
  connection: Connection,
  ...[type, filter]: Parameters<Journal['ofType']>
): readonly Stored[] => {
  if (!/^[a-z.-]+$/.test(type)) throw new TypeError(`not a type of entries: ${type}`);
  const conditions = [
    { sql: `${isTurn(type) ? `${amongTurns} AND ` : ''}type = '${type}'`, value: undefined },
    { sql: 'subject = ?', value: filter?.subject },
    { sql: "bytes ->> '$.at' >= ?", value: filter?.since },
  ].filter((one, index) => index === 0 || one.value !== undefined);
  const where = conditions.map((one) => one.sql).join(' AND ');
  const values = conditions.flatMap((one) => one.value ?? []);
  return guarded(() => rowsOf(connection, `${SELECT} WHERE ${where} ORDER BY seq`, values).map(storedOf));
};

/** Ids of enrollments without an ending, in order of their beginning. */
export const openEnrollmentsOf = (connection: Connection): readonly string[] =>
  rowsOf(
    connection,
    `${SELECT} b WHERE ${amongTurns} AND type = 'enrollment.begun' AND NOT EXISTS (SELECT 1 FROM entries e
      WHERE e.enrollment = b.enrollment AND e.type = 'enrollment.ended') ORDER BY b.seq`,
    [],
  ).flatMap((row) => storedOf(row).entry.enrollment ?? []);
