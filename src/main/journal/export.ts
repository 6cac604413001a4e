import canonicalize from 'canonicalize';
import { openReadOnly, versionOf, type Connection } from './database.ts';
import { epochOf } from './examine.ts';
import { parseEntry } from './entry.ts';
import { ENTRY, personalRows, rowsFrom, rowsOf, type PersonalRow } from './rows.ts';

const FORMAT = 'tapdesk-journal-export';

interface Signed {
  readonly seq: number;
  readonly jws: string;
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function* checkpointsIn(connection: Connection): Generator<Signed> {
  const statement = connection
    .prepare('SELECT seq, CAST(jws AS BLOB) FROM checkpoints WHERE seq > ? ORDER BY seq LIMIT 512')
    .raw();
  for (let after = 0; ;) {
    const page = statement.all(after);
    if (page.length === 0) return;
    for (const row of page) {
      const [seq, jws] = isList(row) ? row : [];
      if (!(Number(seq) > after)) throw new RangeError('checkpoints are out of order');
      after = Number(seq);
      yield { seq: after, jws: String(jws) };
    }
  }
}

/** Hands out what belongs to entries up to a number, each row once. */
const cursor = <T extends { readonly seq: number }>(rows: Iterator<T>): ((seq: number) => readonly T[]) => {
  let next = rows.next();
  return (seq) => {
    const due: T[] = [];
    for (; next.done !== true && next.value.seq <= seq; next = rows.next()) due.push(next.value);
    return due;
  };
};

const keyIn = (connection: Connection): Readonly<Record<string, unknown>> | null => {
  const sql = `SELECT ${ENTRY} FROM entries WHERE type = 'station.key' ORDER BY seq DESC LIMIT 1`;
  const [row] = rowsOf(connection, sql, []);
  if (row === undefined) return null;
  const { crv, kty, x } = parseEntry(row.bytes).data;
  return { crv, kty, x };
};

const stationIn = (connection: Connection): string | null => {
  const [row] = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq LIMIT 1`, []);
  return row === undefined ? null : parseEntry(row.bytes).station;
};

function* linesIn(connection: Connection, personal: boolean): Generator<string> {
  const header = { epoch: epochOf(connection), key: keyIn(connection), station: stationIn(connection) };
  yield canonicalize({ ...header, format: FORMAT, v: 1 }) ?? '';
  const values = cursor<PersonalRow>(personal ? personalRows(connection) : [].values());
  const signed = cursor(checkpointsIn(connection));
  let [entries, checkpoints, head]: [number, number, string | null] = [0, 0, null];
  for (const { seq, hash, bytes } of rowsFrom(connection, 1)) {
    yield bytes;
    for (const { name, salt, value } of values(seq)) yield JSON.stringify([name, salt, value]);
    for (const { jws } of signed(seq)) {
      checkpoints += 1;
      yield jws;
    }
    [entries, head] = [entries + 1, hash];
  }
  yield canonicalize({ checkpoints, entries, head }) ?? '';
}

/**
 * The lines of an export of one epoch, as the file stands at this moment: a header, the entries as they are, after
 * each the checkpoints over it, and an end. The format is published in docs/journal-format.md.
 *
 * @param personal whether personal values go with the entries
 * @throws JournalError when the file is no journal
 */
export function* exportLines(file: string, { personal }: { readonly personal: boolean }): Generator<string> {
  const connection = openReadOnly(file);
  try {
    versionOf(connection);
    // One view of the file, whatever the desk writes meanwhile.
    connection.exec('BEGIN');
    yield* linesIn(connection, personal);
  } finally {
    connection.close();
  }
}
