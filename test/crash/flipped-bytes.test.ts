import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterAll, expect, it } from 'vitest';
import { atOnce, examination } from '../../src/main/journal/examine.ts';
import { openFile } from '../../src/verifier/file.ts';
import { verifyJournal } from '../../src/verifier/verify.ts';
import { letFilesGo } from '../support/open-files.ts';
import { rowsOfFile, writeJournal, type Rows } from '../support/written-journal.ts';
import { sampleOf } from './sample.ts';
import { tell } from './tally.ts';

/** Bytes of the file that are flipped when not all are. */
const SAMPLE = 400;

const written = writeJournal();
const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-flipped-'));
const copy = path.join(folder, 'journal.sqlite');
afterAll(() => {
  written.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** What cannot be opened, or breaks while it is read, is found as well. */
const finds = (look: () => boolean): boolean => {
  try {
    return !look();
  } catch {
    return true;
  }
};

const byVerifier = (): boolean => {
  const { source, close } = openFile(copy);
  try {
    return verifyJournal(source, { station: 'desk-1', keys: [written.key], kept: [], after: null }).ok;
  } finally {
    close();
  }
};

/** As at its start. */
const byDesk = (): boolean => {
  atOnce(examination(copy, { station: 'desk-1', signed: null, earlier: 0 }));
  return true;
};

/** What is said by whom: the desk leaves signatures to the verifier. */
const saying = {
  verifier: ({ entries, personal, checkpoints }: Rows) => [entriesOf(entries), personal, checkpoints],
  desk: ({ entries, personal }: Rows) => [entriesOf(entries), personal],
};
const entriesOf = (entries: Rows['entries']) =>
  entries.map(({ seq, hash, bytes }) => ({ seq, hash, text: bytes.toString() }));

/** Bytes that nobody reads, such as those between the cells of a page, change nothing. */
const saysTheSame = (to: keyof typeof saying): boolean => {
  try {
    return JSON.stringify(saying[to](rowsOfFile(copy))) === JSON.stringify(saying[to](written.rows));
  } catch {
    return false;
  }
};

/** Flips one bit of that byte. @returns who does not find that something is said otherwise by now */
const missed = (bytes: Buffer, offset: number): readonly string[] => {
  const changed = Buffer.from(bytes);
  changed[offset] = (changed[offset] ?? 0) ^ (1 << (offset % 8));
  writeFileSync(copy, changed);
  return [
    ...(finds(byVerifier) || saysTheSame('verifier') ? [] : [`byte ${offset}: not by the verifier`]),
    ...(finds(byDesk) || saysTheSame('desk') ? [] : [`byte ${offset}: not by the desk`]),
  ];
};

it('no byte of a journal says something else unnoticed, neither by the verifier nor by the desk', async () => {
  copyFileSync(written.file, copy);
  expect([finds(byVerifier), finds(byDesk)]).toEqual([false, false]);
  const bytes = readFileSync(written.file);
  const offsets = sampleOf([...bytes.keys()], SAMPLE);
  const unnoticed: string[] = [];
  for (const offset of offsets) {
    unnoticed.push(...missed(bytes, offset));
    await letFilesGo();
  }
  tell({
    what: 'bytes of a journal flipped',
    tried: offsets.length,
    of: bytes.length,
    leftBehind: unnoticed.length,
  });
  expect(unnoticed).toEqual([]);
}, 1_200_000);

it('a number that is flipped out of its order ends the search for more, and is found', () => {
  const bytes = readFileSync(written.file);
  const sixes = [...bytes.keys()].filter((offset) => bytes[offset] === 6);
  const read = sixes.map((offset) => {
    const changed = Buffer.from(bytes);
    changed[offset] = 6 | 32;
    writeFileSync(copy, changed);
    expect(finds(byVerifier) || saysTheSame('verifier')).toBe(true);
    expect(finds(byDesk) || saysTheSame('desk')).toBe(true);
    const connection = new Database(copy, { readonly: true });
    try {
      return JSON.stringify(connection.prepare('SELECT seq FROM entries ORDER BY seq').pluck().all());
    } catch {
      return 'unreadable';
    } finally {
      connection.close();
    }
  });
  // Among them the one after which SQLite, asked for what lies behind the last, finds the last again.
  expect(read).toContain('[1,2,3,4,5,38,7,8]');
});

it('a salt in capitals stands for the same bytes, and is found', async () => {
  const bytes = readFileSync(written.file);
  const salt = written.rows.personal[0]?.salt ?? '';
  const letter = bytes.indexOf(salt) + salt.search(/[a-f]/);
  bytes[letter] = (bytes[letter] ?? 0) ^ 0x20;
  writeFileSync(copy, bytes);
  expect([saysTheSame('desk'), finds(byVerifier), finds(byDesk)]).toEqual([false, true, true]);
  await letFilesGo();
});
