import { closeSync, openSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { textOf } from './canonical.ts';
import { openExport } from './export.ts';
import { linesOf } from './lines.ts';
import type { CheckpointRow, EntryRow, PersonalRow } from './report.ts';
import { schemaProblems } from './schema.ts';
import type { Source } from './walk.ts';

/** "Tdsk": tells a journal from any other SQLite file. */
const APPLICATION_ID = 0x5464736b;
/** The second version of the file brought the checkpoints; the third no more than an index. */
const WITH_CHECKPOINTS = 2;
const NEWEST = 3;
/** So few that a page as one text stays in the part of memory that is tidied often and cheaply. */
const PAGE = 128;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

const numberAt = (columns: readonly unknown[], index: number): number => {
  const value = columns[index];
  if (typeof value !== 'number') throw new TypeError(`column ${index} is not a number`);
  return value;
};

const bytesAt = (columns: readonly unknown[], index: number): Buffer => {
  const value = columns[index];
  if (!Buffer.isBuffer(value)) throw new TypeError(`column ${index} holds no bytes`);
  return value;
};

/** Bytes of what should be ASCII; anything else stays different from everything that is. */
const asciiAt = (columns: readonly unknown[], index: number): string =>
  bytesAt(columns, index).toString('latin1');

/** Whether the key of a row, a number and for some tables a name, stands behind another. */
const isBehind = (key: readonly unknown[], other: readonly unknown[]): boolean => {
  const further = numberAt(key, 0) - numberAt(other, 0);
  return further > 0 || (further === 0 && key.length > 1 && bytesAt(key, 1).compare(bytesAt(other, 1)) > 0);
};

/** Where SQLite's search goes wrong in a damaged page, it finds the same rows for ever. */
const outOfOrder = (): Error => new Error('its rows are out of order');

/** All rows of a table, page by page. Texts come as bytes, so that what is no text any more is seen as it is. */
function* pages(
  connection: Database.Database,
  sql: string,
  first: readonly unknown[],
): Generator<readonly unknown[]> {
  const statement = connection.prepare(`${sql} LIMIT ${PAGE}`).raw();
  for (let after = first; ;) {
    const page: readonly unknown[] = statement.all(...after);
    const before = after;
    for (const columns of page) {
      if (!isList(columns)) throw new TypeError('a row is a list of columns');
      yield columns;
      after = columns.slice(0, first.length);
    }
    if (page.length < PAGE) return;
    if (!isBehind(after, before)) throw outOfOrder();
  }
}

const START = Number.MIN_SAFE_INTEGER;
const HASH_LENGTH = 64;

const entryRow = (row: readonly unknown[]): EntryRow => ({
  seq: numberAt(row, 0),
  hash: asciiAt(row, 1),
  bytes: bytesAt(row, 2),
});

const rowOfLine = (line: string): EntryRow => {
  const gap = line.indexOf(' ');
  const bytesAt = gap + HASH_LENGTH + 2;
  return {
    seq: Number(line.slice(0, gap)),
    hash: line.slice(gap + 1, bytesAt - 1),
    bytes: line.slice(bytesAt),
  };
};

/**
 * The rows of a page that came as one piece, a line each; null when they are not what they seem: a hash of another
 * length, a line break inside an entry, or no text at all.
 */
const rowsOfLines = (page: readonly unknown[]): readonly EntryRow[] | null => {
  const [count, whole] = page;
  const text = count === whole ? textOf(bytesAt(page, 2)) : null;
  const lines = text?.split('\n') ?? [];
  return lines.length === count ? lines.map(rowOfLine) : null;
};

/** All entries, a page at a time as one piece, which costs a fraction of what its rows would. */
function* entries(connection: Database.Database): Generator<EntryRow> {
  const from = `FROM entries WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`;
  const asLines = connection
    .prepare(
      `SELECT count(*), sum(octet_length(hash) = ${HASH_LENGTH}), CAST(group_concat(line, '\n') AS BLOB)
         FROM (SELECT hash, seq || ' ' || hash || ' ' || bytes AS line ${from})`,
    )
    .raw();
  const asRows = connection.prepare(`SELECT seq, CAST(hash AS BLOB), CAST(bytes AS BLOB) ${from}`).raw();
  for (let after = START; ;) {
    // One row at once: a list of rows takes memory that is given back only when the program next has nothing to do.
    const page: unknown = asLines.get(after);
    if (!isList(page)) throw new TypeError('a row is a list of columns');
    if (page[0] === 0) return;
    const rows = rowsOfLines(page) ?? asRows.all(after).filter(isList).map(entryRow);
    yield* rows;
    const last = rows.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
    if (!(last > after)) throw outOfOrder();
    after = last;
  }
}

function* personal(connection: Database.Database): Generator<PersonalRow> {
  const sql = `SELECT seq, CAST(name AS BLOB), CAST(salt AS BLOB), CAST(value AS BLOB) FROM personal
    WHERE (seq, name) > (?, CAST(? AS TEXT)) ORDER BY seq, name`;
  for (const row of pages(connection, sql, [START, Buffer.alloc(0)])) {
    const name = bytesAt(row, 1).toString('utf8');
    yield { seq: numberAt(row, 0), name, salt: asciiAt(row, 2), value: bytesAt(row, 3) };
  }
}

function* checkpoints(connection: Database.Database): Generator<CheckpointRow> {
  const sql = 'SELECT seq, CAST(jws AS BLOB) FROM checkpoints WHERE seq > ? ORDER BY seq';
  for (const row of pages(connection, sql, [START])) {
    yield { seq: numberAt(row, 0), jws: asciiAt(row, 1) };
  }
}

const pragma = (connection: Database.Database, name: string): unknown =>
  connection.prepare(`SELECT * FROM pragma_${name}`).pluck().all()[0];

/** What is not as a journal's database has to be, in words. */
const problemsOf = (connection: Database.Database, version: number): readonly string[] => {
  const sql = `SELECT CAST(type || ' ' || name AS BLOB), CAST(ifnull(sql, '') AS BLOB) FROM sqlite_schema`;
  const rows = connection.prepare(sql).raw().all().filter(isList);
  return schemaProblems(
    version,
    rows.map((row) => ({ name: asciiAt(row, 0), sql: bytesAt(row, 1) })),
  );
};

/** An opened journal. */
export interface OpenedFile {
  readonly source: Source;
  readonly close: () => void;
}

const MAGIC = 'SQLite format 3\0';

const isDatabase = (file: string): boolean => {
  const handle = openSync(file, 'r');
  try {
    const begin = Buffer.alloc(MAGIC.length);
    readSync(handle, begin);
    return begin.toString('latin1') === MAGIC;
  } finally {
    closeSync(handle);
  }
};

/** Whether a file begins as an export does. */
const isExport = (file: string): boolean => {
  const [first] = linesOf(file);
  return first?.subarray(0, 9).toString('latin1') === '{"epoch":';
};

/**
 * Opens a journal, or an export of one, without the means to change it.
 *
 * @throws Error when the file is not there or is neither, in a known version
 */
export const openFile = (file: string): OpenedFile => {
  if (!isDatabase(file) && isExport(file)) return { source: openExport(file), close: () => undefined };
  const connection = new Database(`${pathToFileURL(file).href}?mode=ro`, { timeout: 500 });
  try {
    const version = pragma(connection, 'user_version');
    const known = typeof version === 'number' && version >= 1 && version <= NEWEST;
    if (pragma(connection, 'application_id') !== APPLICATION_ID || !known) {
      throw new Error('it is not a journal of a known version');
    }
    const source = {
      entries: entries(connection),
      personal: personal(connection),
      checkpoints: version >= WITH_CHECKPOINTS ? checkpoints(connection) : [],
      schema: problemsOf(connection, version),
    };
    return { source, close: () => connection.close() };
  } catch (error) {
    connection.close();
    throw error;
  }
};
