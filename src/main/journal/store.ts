import { callsForCheckpoint, createCheckpoint, firstContradicted } from './checkpoints.ts';
import { commitmentOf, GENESIS, hashOf } from './chain.ts';
import {
  guarded,
  holdsSomething,
  isBusy,
  isFatal,
  journalErrorOf,
  openForWriting,
  openReadOnly,
  versionOf,
  type Connection,
} from './database.ts';
import { bytesOf, parseEntry } from './entry.ts';
import {
  entryBody,
  JournalError,
  type Entry,
  type EntryBody,
  type Journal,
  type Signer,
  type Stored,
  type Verification,
} from './port.ts';
import { personalRows, rowsFrom, rowsOf, type Row } from './rows.ts';
import { verifyChain } from './verify.ts';

/** What a journal is opened with. */
export interface JournalSetup {
  /** Path of the database file; its folder exists. */
  readonly file: string;
  /** Which station writes: stands in every entry. */
  readonly station: string;
  readonly clock: {
    /** Epoch milliseconds. */
    readonly now: () => number;
    readonly monotonicMs: () => number;
  };
  /** Cryptographically random bytes, as many as asked for. */
  readonly randomBytes: (count: number) => Uint8Array;
  /** Signs checkpoints. Absent for whoever only reads: no checkpoint is then written. */
  readonly signer?: Signer;
  /** Told why a checkpoint could not be made. */
  readonly checkpointFailed?: (error: unknown) => void;
}

interface Head {
  readonly seq: number;
  readonly hash: string;
}

const SALT_BYTES = 16;
const EPOCH = 1;

const stored = (row: Row): Stored => ({ entry: parseEntry(row.bytes), hash: row.hash });

/** The second version of the file brought the checkpoints. */
const WITH_CHECKPOINTS = 2;

const verifyAll = (connection: Connection, station: string | null): Verification => {
  const chain = verifyChain({ rows: rowsFrom(connection, 1), personal: personalRows(connection) }, station);
  if (!chain.ok || versionOf(connection) < WITH_CHECKPOINTS) return chain;
  const seq = firstContradicted(connection);
  if (seq === null) return chain;
  const firstBad = Math.min(seq, chain.entries + 1);
  const problem = `the chain is not the one that checkpoint ${seq} covers`;
  return { ok: false, entries: firstBad - 1, firstBad, problem };
};

/** Reads the whole file, without being able to change it. @throws JournalError when anything in it is not right */
const examine = (file: string, station: string): void => {
  const connection = openReadOnly(file);
  try {
    if (versionOf(connection) === 0) return;
    const check = connection.prepare('PRAGMA quick_check(1)').pluck().all();
    if (check[0] !== 'ok') throw new Error(String(check[0]));
    const verification = verifyAll(connection, station);
    if (!verification.ok) throw new Error(`entry ${verification.firstBad}: ${verification.problem}`);
  } catch (error) {
    // Another process holding the file says nothing about what is in it.
    throw isBusy(error) ? journalErrorOf(error) : new JournalError('station.journal-damaged', error);
  } finally {
    connection.close();
  }
};

const headOf = (connection: Connection): Head => {
  const last = rowsOf(connection, 'SELECT seq, hash, bytes FROM entries ORDER BY seq DESC LIMIT 1', [])[0];
  return last === undefined ? { seq: 0, hash: GENESIS } : { seq: last.seq, hash: last.hash };
};

interface Salted {
  readonly name: string;
  readonly salt: string;
  readonly value: string;
}

/** Writes one entry and its personal values in one transaction. The sync happens at its commit. */
const createWriter = (connection: Connection): ((row: Row, personal: readonly Salted[]) => void) => {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  const rollback = connection.prepare('ROLLBACK');
  const addEntry = connection.prepare('INSERT INTO entries (seq, hash, bytes) VALUES (?, ?, ?)');
  const addPersonal = connection.prepare('INSERT INTO personal (seq, name, salt, value) VALUES (?, ?, ?, ?)');
  return (row, personal) => {
    // A single statement is a transaction of its own.
    if (personal.length === 0) {
      addEntry.run(row.seq, row.hash, row.bytes);
      return;
    }
    begin.run();
    try {
      addEntry.run(row.seq, row.hash, row.bytes);
      for (const { name, salt, value } of personal) addPersonal.run(row.seq, name, salt, value);
      commit.run();
    } catch (error) {
      if (connection.inTransaction) rollback.run();
      throw error;
    }
  };
};

/** Refuses every write after one whose fate is unknown: only opening anew, which reads the file, tells what is there. */
const createDurably = (): ((write: () => void) => void) => {
  let broken: JournalError | null = null;
  return (write) => {
    if (broken !== null) throw broken;
    try {
      write();
    } catch (error) {
      if (isFatal(error)) broken = journalErrorOf(error);
      throw journalErrorOf(error);
    }
  };
};

interface Appending {
  readonly append: Journal['append'];
  readonly head: () => Head;
}

const createAppend = (
  setup: JournalSetup,
  connection: Connection,
  durably: (write: () => void) => void,
): Appending => {
  const write = createWriter(connection);
  const salted = (personal: Readonly<Record<string, string>>): readonly Salted[] =>
    Object.entries(personal).map(([name, value]) => ({
      name,
      value,
      salt: Buffer.from(setup.randomBytes(SALT_BYTES)).toString('hex'),
    }));
  let head = headOf(connection);
  const append = (body: EntryBody, personal: Readonly<Record<string, string>> = {}): Stored => {
    const values = salted(personal);
    const entry: Entry = {
      ...entryBody.parse(body),
      v: 1,
      station: setup.station,
      epoch: EPOCH,
      seq: head.seq + 1,
      prev: head.hash,
      at: new Date(setup.clock.now()).toISOString(),
      monotonicMs: setup.clock.monotonicMs(),
      commitments: Object.fromEntries(values.map((one) => [one.name, commitmentOf(one.salt, one.value)])),
    };
    const bytes = bytesOf(entry);
    const hash = hashOf(bytes);
    durably(() => write({ seq: entry.seq, hash, bytes }, values));
    head = { seq: entry.seq, hash };
    return { entry, hash };
  };
  return { append, head: () => head };
};

/** Everything that writes: entries, and the checkpoints over them where there is a key. */
const createWriting = (
  setup: JournalSetup,
  connection: Connection,
): Pick<Journal, 'append' | 'checkpoint'> => {
  const durably = createDurably();
  const { append, head } = createAppend(setup, connection, durably);
  const { signer, station, clock, checkpointFailed: failed = () => undefined } = setup;
  if (signer === undefined) return { append, checkpoint: () => undefined };
  const parts = { connection, signer, station, epoch: EPOCH, now: clock.now, append, head, durably, failed };
  const checkpoint = createCheckpoint(parts);
  return {
    append: (body, personal) => {
      const stored = append(body, personal);
      if (callsForCheckpoint(body.type)) checkpoint();
      return stored;
    },
    checkpoint,
  };
};

const SELECT = 'SELECT seq, hash, bytes FROM entries';

/** The type stands in the statement itself: SQLite uses a partial index only for what it can read there. */
const ofType = (connection: Connection, ...[type, filter]: Parameters<Journal['ofType']>): readonly Row[] => {
  if (!/^[a-z.-]+$/.test(type)) throw new TypeError(`not a type of entries: ${type}`);
  const conditions = [
    { sql: `type = '${type}'`, value: undefined },
    { sql: 'subject = ?', value: filter?.subject },
    { sql: "bytes ->> '$.at' >= ?", value: filter?.since },
  ].filter((one, index) => index === 0 || one.value !== undefined);
  const where = conditions.map((one) => one.sql).join(' AND ');
  const values = conditions.flatMap((one) => one.value ?? []);
  return guarded(() => rowsOf(connection, `${SELECT} WHERE ${where} ORDER BY seq`, values));
};

/**
 * Opens the station's journal and examines it whole before anything is written.
 *
 * @throws JournalError `station.journal-damaged` when the file is not a journal, fails SQLite's own check or its
 * chain does not hold: the file is then left as it is. `station.journal-unwritable` when it cannot be opened.
 */
export const openJournal = (setup: JournalSetup): Journal => {
  if (holdsSomething(setup.file)) guarded(() => examine(setup.file, setup.station));
  const connection = guarded(() => openForWriting(setup.file));
  const open = (): readonly Row[] =>
    rowsOf(
      connection,
      `${SELECT} b WHERE b.type = 'enrollment.begun' AND NOT EXISTS (SELECT 1 FROM entries e
        WHERE e.enrollment = b.enrollment AND e.type = 'enrollment.ended') ORDER BY b.seq`,
      [],
    );
  const { append, checkpoint } = guarded(() => createWriting(setup, connection));
  return {
    append,
    checkpoint,
    *read(from = 1) {
      for (const row of rowsFrom(connection, from)) yield stored(row);
    },
    ofEnrollment: (enrollment) =>
      guarded(() =>
        rowsOf(connection, `${SELECT} WHERE enrollment = ? ORDER BY seq`, [enrollment]).map(stored),
      ),
    ofType: (type, filter) => ofType(connection, type, filter).map(stored),
    openEnrollments: () => guarded(() => open().flatMap((row) => stored(row).entry.enrollment ?? [])),
    verify: () => guarded(() => verifyAll(connection, setup.station)),
    close: () => {
      checkpoint();
      connection.close();
    },
  };
};
