import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { openJournal, type Signer } from '../../src/main/journal/index.ts';
import { keyOf, type PublicKey } from '../../src/verifier/checkpoint.ts';
import { openFile } from '../../src/verifier/file.ts';
import type { CheckpointRow, EntryRow, PersonalRow } from '../../src/verifier/report.ts';
import { createTestSigner } from './journal-signer.ts';

/** The rows of a journal, to be tampered with. */
export interface Rows {
  readonly entries: readonly EntryRow[];
  readonly personal: readonly PersonalRow[];
  readonly checkpoints: readonly CheckpointRow[];
}

/** A small journal as the desk writes it. */
export interface WrittenJournal {
  readonly file: string;
  readonly signer: Signer;
  readonly key: PublicKey;
  readonly rows: Rows;
  readonly remove: () => void;
}

/** Reads all rows of a journal. */
export const rowsOfFile = (file: string): Rows => {
  const { source, close } = openFile(file);
  const rows = {
    entries: [...source.entries],
    personal: [...source.personal],
    checkpoints: [...source.checkpoints],
  };
  close();
  return rows;
};

const story = [
  ['desk.opened', null],
  ['enrollment.begun', 'Nadia Newhire'],
  ['decision', null],
  ['effect.intent', null],
  ['effect.outcome', null],
  ['enrollment.ended', null],
  ['desk.closed', null],
] as const;

/**
 * Writes eight entries, the second of which is the key, and three checkpoints: over 2, 7 and 8. The clock of the
 * first entry stands at 08:00:01 and goes on by a second with each look at it.
 *
 * @param clock moments in seconds after 08:00, instead of that
 */
export const writeJournal = (
  station = 'desk-1',
  signer = createTestSigner(),
  clock: () => number = (() => {
    let seconds = 0;
    return () => (seconds += 1);
  })(),
): WrittenJournal => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-written-'));
  const file = path.join(folder, 'journal.sqlite');
  const now = (): number => Date.UTC(2026, 10, 22, 8) + clock() * 1000;
  const journal = openJournal({
    file,
    station,
    clock: { now, monotonicMs: () => 1 },
    randomBytes: (count) => randomBytes(count),
    signer,
  });
  for (const [type, name] of story) {
    const enrollment = type.startsWith('desk') ? null : 'e-1';
    journal.append(
      { type, enrollment, step: null, actor: 'station', subject: null, data: { codes: ['ä', 'b'], of: 2 } },
      name === null ? {} : { displayName: name },
    );
  }
  journal.close();
  // Everything in the one file, so that a copy of it is a copy of the journal.
  const connection = new Database(file);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  const key = keyOf(signer.publicJwk);
  if (key === null) throw new Error('the signer has no public key');
  return { file, signer, key, rows: rowsOfFile(file), remove: () => rmSync(folder, { recursive: true }) };
};
