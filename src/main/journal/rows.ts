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

/** So few that a page as one text stays in the part of memory that is tidied often and cheaply. */
const PAGE = 128;

/** Before anything that a file may hold: the first entry has number 1, and nothing may hide before it. */
export const START = Number.MIN_SAFE_INTEGER;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * A text that SQLite was asked for as bytes: the driver ends the process when a text is not UTF-8, and a damaged
 * file may hold anything.
 *
 * @throws TypeError when it is no text
 */
export const textOf = (value: unknown): string => {
  if (!Buffer.isBuffer(value)) throw new TypeError('a column holds no text');
  return decoder.decode(value);
};

/** The columns of an entry that can be read whatever is in them. */
export const ENTRY = 'seq, CAST(hash AS BLOB), CAST(bytes AS BLOB)';

/** A row of the columns `ENTRY`. @throws TypeError when it is none */
export const rowOf = (columns: unknown): Row => {
  const [seq, hash, bytes] = isList(columns) ? columns : [];
  if (typeof seq !== 'number') throw new TypeError('a row of entries begins with its number');
  try {
    return { seq, hash: textOf(hash), bytes: textOf(bytes) };
  } catch (error) {
    throw new TypeError(`entry ${seq}: the content is not text`, { cause: error });
  }
};

const HASH_LENGTH = 64;

/** A row from its line: number, hash, bytes. A line of any other form is none. */
const rowOfLine = (line: string): Row | null => {
  const gap = line.indexOf(' ');
  const bytesAt = gap + HASH_LENGTH + 2;
  if (gap < 1 || line.charCodeAt(bytesAt - 1) !== 0x20) return null;
  return {
    seq: Number(line.slice(0, gap)),
    hash: line.slice(gap + 1, bytesAt - 1),
    bytes: line.slice(bytesAt),
  };
};

/** The rows of a page that came as lines; null when it must be read row by row. */
const rowsOfLines = (count: number, lines: unknown): readonly Row[] | null => {
  try {
    const rows = textOf(lines).split('\n').map(rowOfLine);
    const good = rows.filter((row) => row !== null);
    return rows.length === count && good.length === count ? good : null;
  } catch {
    // Not text: the row that is not is found one by one.
    return null;
  }
};

function* eachRow(rows: readonly unknown[]): Generator<Row> {
  for (const row of rows) yield rowOf(row);
}

/** Where SQLite's search goes wrong in a damaged page, it finds the same rows for ever. */
const outOfOrder = (): RangeError => new RangeError('rows are out of order');

/**
 * Rows from a number on, page by page, so that memory stays flat and no statement is left open. A page comes as one
 * piece, which costs a fraction of what its rows would.
 *
 * @throws TypeError at a row that is no text
 * @throws RangeError at a page that leads no further
 */
export function* rowsFrom(connection: Connection, from: number): Generator<Row> {
  const page = `FROM entries WHERE seq >= ? ORDER BY seq LIMIT ${PAGE}`;
  const asLines = connection
    .prepare(
      `SELECT count(*), sum(octet_length(hash) = ${HASH_LENGTH}), CAST(group_concat(line, '\n') AS BLOB)
         FROM (SELECT hash, seq || ' ' || hash || ' ' || bytes AS line ${page})`,
    )
    .raw();
  const asRows = connection.prepare(`SELECT ${ENTRY} ${page}`).raw();
  for (let next = from; ;) {
    // One row at once: a list of rows takes memory that is given back only when the program next has nothing to do.
    const columns: unknown = asLines.get(next);
    const [count, whole, lines] = isList(columns) ? columns : [];
    if (count === 0) return;
    const rows = count === whole ? rowsOfLines(Number(count), lines) : null;
    const before = next;
    for (const row of rows ?? eachRow(asRows.all(next))) {
      yield row;
      next = row.seq + 1;
    }
    if (Number(count) < PAGE) return;
    if (!(next > before)) throw outOfOrder();
  }
}

/** All personal values that have not been removed, in the order of their entries, page by page. @throws RangeError at a page that leads no further */
export function* personalRows(connection: Connection): Generator<PersonalRow> {
  const statement = connection
    .prepare(
      `SELECT seq, CAST(name AS BLOB), CAST(salt AS BLOB), CAST(value AS BLOB) FROM personal
        WHERE (seq, name) > (?, ?) ORDER BY seq, name LIMIT ${PAGE}`,
    )
    .raw();
  for (let [seq, name] = [START, '']; ;) {
    const page = statement.all(seq, name).map((columns) => {
      const [number, ...texts] = isList(columns) ? columns : [];
      const [called, salt, value] = texts.map(textOf);
      return personalRow.parse({ seq: number, name: called, salt, value });
    });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    const further = last.seq - seq || Buffer.from(last.name).compare(Buffer.from(name));
    if (!(further > 0)) throw outOfOrder();
    [seq, name] = [last.seq, last.name];
  }
}

/** All rows of one query whose columns are those of `ENTRY`. */
export const rowsOf = (connection: Connection, sql: string, parameters: readonly string[]): readonly Row[] =>
  connection
    .prepare(sql)
    .raw()
    .all(...parameters)
    .map(rowOf);
