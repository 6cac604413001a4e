import { claimOf, type Claim } from './claim.ts';
import { firstContradicted } from './checkpoints.ts';
import { GENESIS } from './chain.ts';
import { isHot, openReadOnly, readingErrorOf, rollBack, versionOf, type Connection } from './database.ts';
import { parseEntry } from './entry.ts';
import { JournalError, type Verification } from './port.ts';
import { ENTRY, personalRows, rowsFrom, rowsOf, START } from './rows.ts';
import { schemaProblem } from './schema.ts';
import { verifyChain } from './verify.ts';

/** The last entry of a chain; number 0 before the first. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The last entry of a journal. */
export const headOf = (connection: Connection): Head => {
  const last = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq DESC LIMIT 1`, [])[0];
  return last === undefined ? { seq: 0, hash: GENESIS } : { seq: last.seq, hash: last.hash };
};

/** Which epoch a journal is of; null when it has no entry. */
export const epochOf = (connection: Connection): number | null => {
  const first = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq LIMIT 1`, [])[0];
  return first === undefined ? null : parseEntry(first.bytes).epoch;
};

/** The second version of the file brought the checkpoints. */
const WITH_CHECKPOINTS = 2;

const contradiction = (connection: Connection, { entries }: Verification): Verification | null => {
  const seq = versionOf(connection) < WITH_CHECKPOINTS ? null : firstContradicted(connection);
  if (seq === null) return null;
  const firstBad = Math.min(seq, entries + 1);
  const problem = `the chain is not the one that checkpoint ${seq} covers`;
  return { ok: false, entries: firstBad - 1, firstBad, problem };
};

/** Verifies the chain, the personal values beside it and what checkpoints say of it, with pauses. */
function* verifyContent(connection: Connection, station: string | null): Generator<void, Verification> {
  const source = { rows: rowsFrom(connection, START), personal: personalRows(connection) };
  const chain = yield* verifyChain(source, station);
  return chain.ok ? (contradiction(connection, chain) ?? chain) : chain;
}

/** Verifies what is in a journal, and that the database around it is as the migrations make it. */
export function* verification(connection: Connection, station: string | null): Generator<void, Verification> {
  const verified = yield* verifyContent(connection, station);
  const problem = verified.ok ? schemaProblem(connection) : null;
  return problem === null ? verified : { ok: false, entries: verified.entries, firstBad: null, problem };
}

/** Goes through pauses without making any. */
export const atOnce = <T>(work: Generator<void, T>): T => {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
};

/** Lets others have their turn at each pause. */
export const withPauses = async <T>(work: Generator<void, T>): Promise<T> => {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

/** Whose journal is expected, and what was signed for it last. */
export interface Expected {
  readonly station: string;
  /** What the copy of the last checkpoint beside the file says; null when there is none. */
  readonly signed: Claim | null;
  /** The last epoch that is kept as a file of its own; 0 when there is none. */
  readonly earlier: number;
}

/** What contradicts the last checkpoint that was kept beside the file: an old copy was put back, or the end is gone. */
const behind = (connection: Connection, head: Head, { signed, earlier }: Expected): string | null => {
  const epoch = epochOf(connection) ?? 0;
  if (head.seq > 0 && epoch <= earlier)
    return `it is of epoch ${epoch}, and epoch ${earlier} was ended before`;
  if (signed === null || signed.epoch < epoch) return null;
  if (epoch < signed.epoch) return `it is behind epoch ${signed.epoch}, signed for at ${signed.at}`;
  if (head.seq < signed.size) {
    return `entries ${head.seq + 1} to ${signed.size} were there at ${signed.at} and are gone`;
  }
  const [row] = rowsOf(connection, `SELECT ${ENTRY} FROM entries WHERE seq = ${signed.size}`, []);
  return row?.hash === signed.head ? null : `entry ${signed.size} is not the one signed for at ${signed.at}`;
};

function* examineOpened(connection: Connection, expected: Expected): Generator<void, void> {
  if (versionOf(connection) === 0) return;
  const verified = yield* verifyContent(connection, expected.station);
  if (!verified.ok) throw new Error(`entry ${verified.firstBad}: ${verified.problem}`);
  const found = behind(connection, headOf(connection), expected) ?? schemaProblem(connection);
  if (found !== null) throw new Error(found);
  yield;
  // Last, and whole: queries trust indexes, and only this compares them with what they are made from.
  const check: readonly unknown[] = connection
    .prepare('SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check(1)')
    .raw()
    .all();
  if (String(check[0]) !== 'ok') throw new Error(String(check[0]));
}

function* examineOnce(file: string, expected: Expected): Generator<void, void> {
  const connection = openReadOnly(file);
  try {
    yield* examineOpened(connection, expected);
  } finally {
    connection.close();
  }
}

/**
 * Reads a whole journal, without the means to change it, and says whether it may be written on. Memory stays flat.
 *
 * @throws JournalError `station.journal-damaged` when anything in the file is not right, with what it is as the
 * cause; `station.journal-unwritable` when the file cannot be reached, which says nothing about what is in it
 */
export function* examination(file: string, expected: Expected): Generator<void, void> {
  try {
    try {
      yield* examineOnce(file, expected);
    } catch (error) {
      if (!isHot(error)) throw error;
      rollBack(file);
      yield* examineOnce(file, expected);
    }
  } catch (error) {
    throw readingErrorOf(error);
  }
}

/** What the last checkpoint in a file says of it, and the checkpoint itself; null when there is none. */
export const lastCheckpointIn = (
  connection: Connection,
): { readonly claim: Claim; readonly jws: string } | null => {
  const sql = 'SELECT CAST(jws AS BLOB) FROM checkpoints ORDER BY seq DESC LIMIT 1';
  const [row] = connection.prepare(sql).raw().all();
  // A list of one column reads as that column.
  const jws = String(row);
  const claim = claimOf(jws);
  return claim === null ? null : { claim, jws };
};

/** Whether an error says that the file itself is not right. */
export const isDamage = (error: unknown): error is JournalError =>
  error instanceof JournalError && error.code === 'station.journal-damaged';
