import { z } from 'zod';
import type { Connection } from './database.ts';

/** One row of the table `entries`. */
export interface Row {
  readonly seq: number;
  readonly hash: string;
  readonly bytes: string;
}

const personalRow = z.object({ seq: z.int(), name: z.string(), salt: z.string(), value: z.string() });
/** One row of the table `personal`. */
export type PersonalRow = z.infer<typeof personalRow>;

const PAGE = 512;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** Checked by hand: a million rows are read at a time, and a schema library would take longer than the hashing. */
export const rowOf = (columns: unknown): Row => {
  if (!isList(columns)) throw new TypeError('a row is a list of columns');
  const [seq, hash, bytes] = columns;
  if (typeof seq !== 'number' || typeof hash !== 'string' || typeof bytes !== 'string') {
    throw new TypeError('a row of entries is a number and two texts');
  }
  return { seq, hash, bytes };
};

/** Rows from a sequence number on, page by page, so that memory stays flat and no statement is left open. */
export function* rowsFrom(connection: Connection, from: number): Generator<Row> {
  const statement = connection
    .prepare(`SELECT seq, hash, bytes FROM entries WHERE seq >= ? ORDER BY seq LIMIT ${PAGE}`)
    .raw();
  for (let next = from; ;) {
    const page = statement.all(next).map(rowOf);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    next = last.seq + 1;
  }
}

/** All personal values that have not been removed, in the order of their entries, page by page. */
export function* personalRows(connection: Connection): Generator<PersonalRow> {
  const statement = connection.prepare(
    `SELECT seq, name, salt, value FROM personal WHERE (seq, name) > (?, ?) ORDER BY seq, name LIMIT ${PAGE}`,
  );
  for (let [seq, name] = [0, '']; ;) {
    const page = statement.all(seq, name).map((one) => personalRow.parse(one));
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    [seq, name] = [last.seq, last.name];
  }
}

/** All rows of one query whose columns are those of `entries`. */
export const rowsOf = (connection: Connection, sql: string, parameters: readonly string[]): readonly Row[] =>
  connection
    .prepare(sql)
    .raw()
    .all(...parameters)
    .map(rowOf);
