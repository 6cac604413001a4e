import { callsForCheckpoint, createCheckpoint } from './checkpoints.ts';
import { commitmentOf, hashOf } from './chain.ts';
import {
  guarded,
  holdsSomething,
  isFatal,
  journalErrorOf,
  openForWriting,
  type Connection,
} from './database.ts';
import { bytesOf } from './entry.ts';
import { atOnce, epochOf, examination, headOf, verification, type Head } from './examine.ts';
import {
  entryBody,
  type JournalError,
  type Entry,
  type EntryBody,
  type Journal,
  type Signer,
  type Stored,
} from './port.ts';
import { entriesOfEnrollment, entriesOfType, openEnrollmentsOf, storedOf } from './queries.ts';
import { rowsFrom, type Row } from './rows.ts';

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
  /** Told each checkpoint once it is on disk, as compact JWS. */
  readonly checkpointMade?: (jws: string) => void;
  /** Told why a checkpoint could not be made. */
  readonly checkpointFailed?: (error: unknown) => void;
  /** Which epoch an empty file begins; the first when left out. */
  readonly epoch?: number;
  /** Whether the file was examined just now and need not be again. */
  readonly examined?: boolean;
}

const SALT_BYTES = 16;
const FIRST_EPOCH = 1;

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
  readonly epoch: number;
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
  const epoch = epochOf(connection) ?? setup.epoch ?? FIRST_EPOCH;
  const append = (body: EntryBody, personal: Readonly<Record<string, string>> = {}): Stored => {
    const values = salted(personal);
    const entry: Entry = {
      ...entryBody.parse(body),
      v: 1,
      station: setup.station,
      epoch,
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
  return { epoch, append, head: () => head };
};

/** Moves what is in the log file into the journal itself. What cannot be moved now is moved at the next start. */
const tidy = (connection: Connection): void => {
  try {
    connection.exec('PRAGMA wal_checkpoint(PASSIVE)');
  } catch {
    // Nothing is lost: the log file stays.
  }
};

const ignore = (): void => undefined;

/** Everything that writes: entries, and the checkpoints over them where there is a key. */
const createWriting = (
  setup: JournalSetup,
  connection: Connection,
): Pick<Journal, 'append' | 'checkpoint'> => {
  const durably = createDurably();
  const { epoch, append, head } = createAppend(setup, connection, durably);
  const { signer, station, clock, checkpointMade: made = ignore, checkpointFailed: failed = ignore } = setup;
  if (signer === undefined) return { append, checkpoint: ignore };
  const told = { made, failed };
  const checkpoint = createCheckpoint({
    ...{ connection, signer, station, epoch, append, head, durably },
    ...told,
    now: clock.now,
  });
  return {
    append: (body, personal) => {
      const stored = append(body, personal);
      if (callsForCheckpoint(body.type)) checkpoint();
      return stored;
    },
    checkpoint,
  };
};

/**
 * Opens the station's journal and examines it whole before anything is written.
 *
 * @throws JournalError `station.journal-damaged` when the file is not a journal, fails SQLite's own check or its
 * chain does not hold: the file is then left as it is. `station.journal-unwritable` when it cannot be opened.
 */
export const openJournal = (setup: JournalSetup): Journal => {
  const { file, station } = setup;
  if (setup.examined !== true && holdsSomething(file)) {
    atOnce(examination(file, { station, signed: null, earlier: 0 }));
  }
  const connection = guarded(() => openForWriting(file));
  const { append, checkpoint } = guarded(() => createWriting(setup, connection));
  return {
    append,
    checkpoint,
    *read(from = 1) {
      for (const row of rowsFrom(connection, from)) yield storedOf(row);
    },
    ofEnrollment: (enrollment) => guarded(() => entriesOfEnrollment(connection, enrollment)),
    ofType: (type, filter) => entriesOfType(connection, type, filter),
    openEnrollments: () => guarded(() => openEnrollmentsOf(connection)),
    missingUntil: () => null,
    verify: () => guarded(() => atOnce(verification(connection, station))),
    close: () => {
      checkpoint();
      // So that the one file is the whole journal, also where statements keep the connection a while longer.
      if (setup.signer !== undefined) tidy(connection);
      connection.close();
    },
  };
};
