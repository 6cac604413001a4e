import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { z } from 'zod';
import { entries } from './migrations/0001-entries.ts';
import { checkpoints } from './migrations/0002-checkpoints.ts';
import { epochs } from './migrations/0003-epochs.ts';
import { JournalError } from './port.ts';

export type Connection = Database.Database;

/** In the order in which they are applied; the n-th brings the file to version n. Never edited once shipped. */
const migrations: readonly string[] = [entries, checkpoints, epochs];

/** "Tdsk": tells a journal from any other SQLite file. */
const APPLICATION_ID = 0x5464736b;

/** How long SQLite waits for another process's lock. */
const BUSY_MS = 500;

/** What SQLite keeps of the file: an entry is written at its end, and what is read again is read through the system's cache. */
const CACHE_KIB = 256;

const sqliteCode = (error: unknown): string => {
  const parsed = z.object({ code: z.string() }).safeParse(error);
  return parsed.success ? parsed.data.code : '';
};

/** Translates once, at the edge: what says the file itself is bad is damage, all else makes it unwritable. */
export const journalErrorOf = (error: unknown): JournalError => {
  if (error instanceof JournalError) return error;
  const damaged = /^SQLITE_(CORRUPT|NOTADB)/.test(sqliteCode(error));
  return new JournalError(damaged ? 'station.journal-damaged' : 'station.journal-unwritable', error);
};

/** Whether SQLite itself said that it does not know what reached the disk: the connection is then not used again. */
export const isFatal = (error: unknown): boolean => /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(sqliteCode(error));

/** What SQLite says of the disk, of rights or of other programs: nothing about what is in the file. */
const ofTheDisk =
  /^SQLITE_(BUSY|LOCKED|PROTOCOL|READONLY|CANTOPEN|PERM|AUTH|IOERR|FULL|NOMEM|NOLFS|INTERRUPT)/;

/**
 * What a failed reading says of a file. Damage is whatever lies in the file itself; a file that cannot be reached
 * is not damaged (facts about faults, F10), and neither is one of a later version.
 */
export const readingErrorOf = (error: unknown): JournalError => {
  if (error instanceof JournalError) return error;
  const outside = ofTheDisk.test(sqliteCode(error));
  return new JournalError(outside ? 'station.journal-unwritable' : 'station.journal-damaged', error);
};

/** Whether a write was cut off so that only somebody who may write can put the file back as it was. */
export const isHot = (error: unknown): boolean => sqliteCode(error) === 'SQLITE_READONLY_ROLLBACK';

/** Runs `work` with every failure translated. @throws JournalError */
export const guarded = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw journalErrorOf(error);
  }
};

const numberOf = (connection: Connection, pragma: string): number =>
  z.number().parse(connection.prepare(`SELECT * FROM pragma_${pragma}`).pluck().all()[0]);

/** Whether there is anything to examine before the file is opened for writing. */
export const holdsSomething = (file: string): boolean => existsSync(file) && statSync(file).size > 0;

/** Opens without the means to change the file. */
export const openReadOnly = (file: string): Connection =>
  new Database(`${pathToFileURL(file).href}?mode=ro`, { timeout: BUSY_MS });

/** Opens for writing as the file stands. */
export const openUnmigrated = (file: string): Connection => new Database(file, { timeout: BUSY_MS });

/** Puts back what a write that was cut off had begun, as SQLite does for whoever may write. */
export const rollBack = (file: string): void => {
  const connection = openUnmigrated(file);
  try {
    connection.prepare('SELECT 1 FROM sqlite_schema').all();
  } finally {
    connection.close();
  }
};

/**
 * The version a file stands at; 0 when it holds nothing yet.
 *
 * @throws JournalError `station.journal-damaged` when it is no journal of ours, `station.journal-newer` when a
 * later version of the program wrote it
 */
export const versionOf = (connection: Connection): number => {
  const version = numberOf(connection, 'user_version');
  const ours = numberOf(connection, 'application_id') === APPLICATION_ID;
  const empty = connection.prepare('SELECT 1 FROM sqlite_schema').all().length === 0;
  if (!ours && (!empty || version > 0)) {
    throw new JournalError('station.journal-damaged', new Error('the file is not a journal'));
  }
  if (version > migrations.length) {
    const cause = new Error(`a later version of the program wrote it (${version})`);
    throw new JournalError('station.journal-newer', cause);
  }
  return version;
};

const migrate = (connection: Connection, version: number): void => {
  for (const [index, migration] of migrations.slice(0, version).entries()) {
    if (index < numberOf(connection, 'user_version')) continue;
    connection.exec(
      `BEGIN IMMEDIATE; ${migration} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${index + 1}; COMMIT;`,
    );
  }
};

/**
 * Opens for writing: WAL with a sync at every commit, since NORMAL may lose the last commits when power fails.
 * Source: SQLite, PRAGMA synchronous.
 */
export const openForWriting = (file: string): Connection => {
  const connection = new Database(file, { timeout: BUSY_MS });
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('recursive_triggers = ON');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`cache_size = -${CACHE_KIB}`);
  migrate(connection, migrations.length);
  return connection;
};

/** Looks into an empty journal of one version, made by the migrations alone. */
export const schemaAt = <T>(version: number, look: (connection: Connection) => T): T => {
  const connection = new Database(':memory:');
  try {
    migrate(connection, version);
    return look(connection);
  } finally {
    connection.close();
  }
};
