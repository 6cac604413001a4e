import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import type { CheckpointRow, EntryRow, PersonalRow } from './report.ts';
import type { Source } from './walk.ts';

/** "Tdsk": tells a journal from any other SQLite file. */
const APPLICATION_ID = 0x5464736b;
/** The second version of the file brought the checkpoints; the third no more than an index. */
const WITH_CHECKPOINTS = 2;
const NEWEST = 3;
const PAGE = 512;

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

/** All rows of a table, page by page. Texts come as bytes, so that what is no text any more is seen as it is. */
function* pages(
  connection: Database.Database,
  sql: string,
  first: readonly unknown[],
): Generator<readonly unknown[]> {
  const statement = connection.prepare(`${sql} LIMIT ${PAGE}`).raw();
  for (let after = first; ;) {
    const page: readonly unknown[] = statement.all(...after);
    for (const columns of page) {
      if (!isList(columns)) throw new TypeError('a row is a list of columns');
      yield columns;
      after = columns.slice(0, first.length);
    }
    if (page.length < PAGE) return;
  }
}

const START = Number.MIN_SAFE_INTEGER;

function* entries(connection: Database.Database): Generator<EntryRow> {
  const sql = 'SELECT seq, CAST(hash AS BLOB), CAST(bytes AS BLOB) FROM entries WHERE seq > ? ORDER BY seq';
  for (const row of pages(connection, sql, [START])) {
    yield { seq: numberAt(row, 0), hash: asciiAt(row, 1), bytes: bytesAt(row, 2) };
  }
}

function* personal(connection: Database.Database): Generator<PersonalRow> {
  const sql = `SELECT seq, name, CAST(name AS BLOB), CAST(salt AS BLOB), CAST(value AS BLOB) FROM personal
    WHERE (seq, name) > (?, ?) ORDER BY seq, name`;
  for (const row of pages(connection, sql, [START, ''])) {
    const name = bytesAt(row, 2).toString('utf8');
    yield { seq: numberAt(row, 0), name, salt: asciiAt(row, 3), value: bytesAt(row, 4) };
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

/** An opened journal. */
export interface OpenedFile {
  readonly source: Source;
  readonly close: () => void;
}

/**
 * Opens a journal without the means to change it.
 *
 * @throws Error when the file is not there or is no journal of a known version
 */
export const openFile = (file: string): OpenedFile => {
  const connection = new Database(`${pathToFileURL(file).href}?mode=ro`, { timeout: 500 });
  try {
    const version = pragma(connection, 'user_version');
    const known = typeof version === 'number' && version >= 1 && version <= NEWEST;
    if (pragma(connection, 'application_id') !== APPLICATION_ID || !known) {
      throw new Error('it is not a journal of a known version');
    }
    const signed = version >= WITH_CHECKPOINTS ? checkpoints(connection) : [];
    const source = { entries: entries(connection), personal: personal(connection), checkpoints: signed };
    return { source, close: () => connection.close() };
  } catch (error) {
    connection.close();
    throw error;
  }
};
