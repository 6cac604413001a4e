import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import canonicalize from 'canonicalize';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JournalError, openJournal, type EntryBody, type Journal } from '../../../src/main/journal/index.ts';
import { commitmentOf, GENESIS, hashOf } from '../../../src/main/journal/chain.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-journal-'));
  file = path.join(folder, 'journal.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = (station = 'desk-1'): Journal =>
  openJournal({
    file,
    station,
    clock: { now: () => Date.UTC(2026, 10, 22, 8), monotonicMs: () => 1234.5 },
    randomBytes: (count) => randomBytes(count),
  });

const body = (more: Partial<EntryBody> = {}): EntryBody => ({
  type: 'enrollment.state',
  enrollment: 'e-1',
  step: null,
  actor: 'station',
  subject: 'p-1',
  data: { to: 'verify', codes: ['a', 'b'], count: 2, yes: true, none: null },
  ...more,
});

/** Changes the file as somebody with every right on it would: without the triggers. */
const tamper = (sql: string): void => {
  const connection = new Database(file);
  for (const name of [
    'entries_never_change',
    'entries_never_go',
    'entries_grow_at_the_end',
    'personal_never_changes',
  ])
    connection.exec(`DROP TRIGGER ${name}`);
  connection.exec(sql);
  connection.close();
};

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof JournalError ? error.code : String(error);
  }
};

describe('appending', () => {
  it('chains entries from the fixed beginning, without gaps', () => {
    const journal = open();
    const first = journal.append(body());
    const second = journal.append(body({ type: 'decision' }));
    expect(first.entry).toMatchObject({ v: 1, station: 'desk-1', epoch: 1, seq: 1, prev: GENESIS });
    expect(first.entry.at).toBe('2026-11-22T08:00:00.000Z');
    expect(second.entry).toMatchObject({ seq: 2, prev: first.hash });
    expect(first.hash).toBe(hashOf(canonicalize(first.entry) ?? ''));
    expect([...journal.read()]).toEqual([first, second]);
    expect([...journal.read(2)]).toEqual([second]);
    journal.close();
  });

  it('goes on where it stopped after it was opened again', () => {
    const before = open();
    const first = before.append(body());
    before.close();
    const after = open();
    expect(after.append(body()).entry).toMatchObject({ seq: 2, prev: first.hash });
    expect(after.verify()).toMatchObject({ ok: true, entries: 2 });
    after.close();
  });

  it('holds personal values as commitments that the side table opens', () => {
    const journal = open();
    const { entry } = journal.append(body(), { displayName: 'Nadia Newhire' });
    journal.close();
    const connection = new Database(file);
    const [row] = connection.prepare('SELECT name, salt, value FROM personal').all() as { salt: string }[];
    expect(row).toMatchObject({ name: 'displayName', value: 'Nadia Newhire' });
    expect(entry.commitments).toEqual({ displayName: commitmentOf(row?.salt ?? '', 'Nadia Newhire') });
    expect(JSON.stringify(connection.prepare('SELECT bytes FROM entries').all())).not.toContain('Nadia');
    connection.close();
  });

  it('commits to the same value differently each time', () => {
    const journal = open();
    const one = journal.append(body(), { name: 'x' }).entry.commitments;
    expect(journal.append(body(), { name: 'x' }).entry.commitments).not.toEqual(one);
    journal.close();
  });

  it('reads more entries than fit one page, in order', () => {
    const journal = open();
    for (let count = 0; count < 1100; count += 1) journal.append(body());
    expect([...journal.read()].map((one) => one.entry.seq)).toEqual(
      Array.from({ length: 1100 }, (_, index) => index + 1),
    );
    expect(journal.verify()).toMatchObject({ ok: true, entries: 1100 });
    journal.close();
  });

  it('says so when another process holds the file, and continues without a gap afterwards', () => {
    const journal = open();
    journal.append(body());
    const other = new Database(file);
    other.exec('BEGIN IMMEDIATE');
    expect(codeOf(() => journal.append(body(), { name: 'x' }))).toBe('station.journal-unwritable');
    expect(codeOf(() => journal.append(body()))).toBe('station.journal-unwritable');
    other.exec('ROLLBACK');
    other.close();
    expect(journal.append(body()).entry.seq).toBe(2);
    expect(journal.verify()).toMatchObject({ ok: true, entries: 2 });
    journal.close();
  });

  it('says so when the file cannot be created', () => {
    file = path.join(folder, 'missing', 'journal.db');
    expect(codeOf(open)).toBe('station.journal-unwritable');
  });

  it('refuses a body that is not one, as the mistake it is', () => {
    const journal = open();
    expect(() => journal.append({ ...body(), type: '' })).toThrow();
    expect(() => journal.append(body({ data: { of: Number.NaN } }))).toThrow();
    expect([...journal.read()]).toEqual([]);
    journal.close();
  });
});

describe('the database itself', () => {
  it.each([
    "UPDATE entries SET hash = 'x' WHERE seq = 1",
    'DELETE FROM entries WHERE seq = 2',
    "INSERT OR REPLACE INTO entries (seq, hash, bytes) VALUES (1, 'x', '{}')",
    "INSERT INTO entries (seq, hash, bytes) VALUES (9, 'x', '{}')",
    "UPDATE personal SET value = 'x'",
  ])('forbids %s', (sql) => {
    const journal = open();
    journal.append(body(), { name: 'x' });
    journal.append(body());
    journal.close();
    const connection = new Database(file);
    expect(() => connection.exec(sql)).toThrow();
    connection.close();
  });

  it('lets a personal value go without breaking the chain', () => {
    const journal = open();
    journal.append(body(), { name: 'x' });
    journal.close();
    const connection = new Database(file);
    connection.exec('DELETE FROM personal');
    connection.close();
    const again = open();
    expect(again.verify()).toMatchObject({ ok: true, entries: 1 });
    again.close();
  });

  it('is in WAL mode and syncs every commit', () => {
    open().close();
    const connection = new Database(file);
    expect(connection.pragma('journal_mode', { simple: true })).toMatchObject({ journal_mode: 'wal' });
    connection.close();
  });
});

describe('finding enrollments', () => {
  it('tells the open ones in order of their beginning', () => {
    const journal = open();
    for (const enrollment of ['e-2', 'e-1', 'e-3'])
      journal.append(body({ type: 'enrollment.begun', enrollment }));
    journal.append(body({ type: 'enrollment.ended', enrollment: 'e-1' }));
    journal.append(body({ type: 'enrollment.unresolved', enrollment: 'e-3' }));
    expect(journal.openEnrollments()).toEqual(['e-2', 'e-3']);
    expect(journal.ofEnrollment('e-1').map((one) => one.entry.type)).toEqual([
      'enrollment.begun',
      'enrollment.ended',
    ]);
    journal.close();
  });

  it('tells entries of one type, of one person if asked', () => {
    const journal = open();
    journal.append(body({ type: 'enrollment.ended', subject: 'p-1' }));
    journal.append(body({ type: 'enrollment.ended', subject: 'p-2' }));
    expect(journal.ofType('enrollment.ended')).toHaveLength(2);
    expect(journal.ofType('enrollment.ended', { subject: 'p-2' }).map((one) => one.entry.seq)).toEqual([2]);
    expect(journal.ofType('enrollment.ended', { since: '2026-11-22T08:00:00.000Z' })).toHaveLength(2);
    expect(journal.ofType('enrollment.ended', { since: '2026-11-22T08:00:00.001Z' })).toEqual([]);
    expect(() => journal.ofType("x' OR 1=1")).toThrow(TypeError);
    journal.close();
  });
});

describe('damage', () => {
  const three = (): void => {
    const journal = open();
    journal.append(body());
    journal.append(body(), { name: 'Nadia' });
    journal.append(body());
    journal.close();
  };

  it.each([
    ['a changed entry', "UPDATE entries SET bytes = replace(bytes, 'verify', 'verifx') WHERE seq = 2", 2],
    ['a changed hash', "UPDATE entries SET hash = replace(hash, substr(hash, 1, 1), 'g') WHERE seq = 2", 2],
    ['a dropped entry', 'DELETE FROM entries WHERE seq = 2', 2],
    ['a dropped beginning', 'DELETE FROM entries WHERE seq = 1', 1],
    [
      'two entries changing places',
      'UPDATE entries SET seq = -seq; UPDATE entries SET seq = CASE seq WHEN -1 THEN 2 WHEN -2 THEN 1 ELSE 3 END',
      1,
    ],
    ['a changed personal value', "UPDATE personal SET value = 'Nobody'", 2],
    ['a personal value before the beginning', 'UPDATE personal SET seq = -125', 1],
    [
      'an entry before the beginning',
      'INSERT INTO entries SELECT -1, hash, bytes FROM entries WHERE seq = 1',
      1,
    ],
    ['a personal value of no entry', "INSERT INTO personal VALUES (7, 'name', '00', 'x')", 4],
    ['a personal value nobody committed to', "INSERT INTO personal VALUES (3, 'name', '00', 'x')", 3],
  ])('%s is found where it is, and the file is left as it is', (_, sql, firstBad) => {
    three();
    const running = open();
    // The running journal sees it when asked, the next start by itself.
    tamper(`PRAGMA foreign_keys = OFF; ${sql}`);
    const verification = running.verify();
    running.close();
    const bytes = readFileSync(file);
    expect(verification).toMatchObject({ ok: false, firstBad, entries: firstBad - 1 });
    expect(codeOf(open)).toBe('station.journal-damaged');
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('finds a trigger that is gone, while it runs and at the next start', () => {
    three();
    const running = open();
    tamper('');
    const verified = running.verify();
    expect(verified).toMatchObject({ ok: false, entries: 3, firstBad: null });
    expect(verified.ok ? '' : verified.problem).toContain('the trigger entries_never_change is gone');
    running.close();
    expect(codeOf(open)).toBe('station.journal-damaged');
  });

  it('finds an entry of another station', () => {
    three();
    expect(codeOf(() => open('desk-2'))).toBe('station.journal-damaged');
  });

  it('refuses a file that is something else', () => {
    writeFileSync(file, 'this is a letter, not a database '.repeat(200));
    expect(codeOf(open)).toBe('station.journal-damaged');
    expect(readFileSync(file, 'utf8')).toBe('this is a letter, not a database '.repeat(200));
  });

  it("refuses somebody else's database, and a later version's journal as the sound one that it is", () => {
    const connection = new Database(file);
    connection.exec('CREATE TABLE letters (a TEXT)');
    connection.close();
    expect(codeOf(open)).toBe('station.journal-damaged');
    rmSync(file);
    open().close();
    const later = new Database(file);
    later.exec('PRAGMA user_version = 99');
    later.close();
    expect(codeOf(open)).toBe('station.journal-newer');
  });

  it('finds a rewritten entry whose hash was made to fit, by the entry after it', () => {
    three();
    const connection = new Database(file);
    const [row] = connection.prepare('SELECT bytes FROM entries WHERE seq = 1').all() as { bytes: string }[];
    connection.close();
    const forged = (row?.bytes ?? '').replace('verify', 'forged');
    const running = open();
    tamper(`UPDATE entries SET bytes = '${forged}', hash = '${hashOf(forged)}' WHERE seq = 1`);
    const verification = running.verify();
    running.close();
    const problem = 'the entry does not follow the one before';
    expect(verification).toEqual({ ok: false, entries: 1, firstBad: 2, problem });
    expect(codeOf(open)).toBe('station.journal-damaged');
  });
});
