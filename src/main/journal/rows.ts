import { z } from 'zod';
import type { Connection } from './database.ts';

const row = z.object({ seq: z.int(), hash: z.string(), bytes: z.string() });
/** One row of the table `entries`. */
export type Row = z.infer<typeof row>;

const personalRow = z.object({ seq: z.int(), name: z.string(), salt: z.string(), value: z.string() });
/** One row of the table `personal`. */
export type PersonalRow = z.infer<typeof personalRow>;

const PAGE = 512;

/** Rows from a sequence number on, page by page, so that memory stays flat and no statement is left open. */
export function* rowsFrom(connection: Connection, from: number): Generator<Row> {
  const statement = connection.prepare(
    `SELECT seq, hash, bytes FROM entries WHERE seq >= ? ORDER BY seq LIMIT ${PAGE}`,
  );
  for (let next = from; ;) {
    const page = statement.all(next).map((one) => row.parse(one));
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
    .all(...parameters)
    .map((one) => row.parse(one));
