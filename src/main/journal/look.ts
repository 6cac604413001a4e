import { openReadOnly, openUnmigrated, guarded } from './database.ts';
import { headOf } from './examine.ts';
import { nextEpoch, type NextEpoch } from './next-epoch.ts';
import { entriesOfType, openEnrollmentsOf, storedOf } from './queries.ts';
import { ENTRY, rowsOf } from './rows.ts';

/** What a journal's file says of itself. */
export interface Look {
  readonly epoch: number | null;
  readonly entries: number;
  readonly sealed: boolean;
  readonly openEnrollments: readonly string[];
  /** What its first entry says of the epoch before; null in the first. */
  readonly begun: NextEpoch | null;
  /** When its first entry was written, ISO date-time; null when it has none. */
  readonly begunAt: string | null;
  /** When its last entry was written, ISO date-time; null when it has none. */
  readonly endedAt: string | null;
}

/** Looks into a journal without the means to change it, and without verifying it. @throws JournalError */
export const lookInto = (file: string): Look =>
  guarded(() => {
    const connection = openReadOnly(file);
    try {
      const first = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq LIMIT 1`, []).map(
        storedOf,
      )[0];
      const last = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq DESC LIMIT 1`, []).map(
        storedOf,
      )[0];
      const begun = first?.entry.type === 'epoch.begun' ? nextEpoch.parse(first.entry.data) : null;
      return {
        epoch: first?.entry.epoch ?? null,
        entries: headOf(connection).seq,
        sealed: entriesOfType(connection, 'epoch.sealed').length > 0,
        openEnrollments: openEnrollmentsOf(connection),
        begun,
        begunAt: first?.entry.at ?? null,
        endedAt: last?.entry.at ?? null,
      };
    } finally {
      connection.close();
    }
  });

/**
 * Removes personal values, for good: of entries before a moment. The chain holds without them, since it holds
 * commitments only, and nothing but salt and value could open those.
 *
 * @param before ISO date-time
 * @returns how many were removed
 * @throws JournalError `station.journal-unwritable` while another program writes
 */
export const removePersonal = (file: string, before: string): number =>
  guarded(() => {
    const connection = openUnmigrated(file);
    try {
      // What is deleted is overwritten, in the file and, by the last step, in its log.
      connection.exec('PRAGMA secure_delete = ON');
      const { changes } = connection
        .prepare("DELETE FROM personal WHERE seq IN (SELECT seq FROM entries WHERE bytes ->> '$.at' < ?)")
        .run(before);
      connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      return changes;
    } finally {
      connection.close();
    }
  });
