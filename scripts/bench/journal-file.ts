import { randomUUID } from 'node:crypto';
import Database from 'libsql';
import { hashOf } from '../../src/main/journal/chain.ts';
import { bytesOf } from '../../src/main/journal/entry.ts';
import { openJournal, type Entry, type EntryBody } from '../../src/main/journal/index.ts';

/** An entry as most are: what the desk is about to do at the tenant. */
export const typicalBody = (of: number): EntryBody => ({
  type: 'effect.intent',
  enrollment: '7d8f0a52-6a2b-4a83-9c2e-0d3b5a1c9e11',
  step: 'issue',
  actor: '2c1f6f0e-4f0b-4b3e-8a5d-9f7e6d5c4b3a',
  subject: '51b0a9c8-3d2e-4f1a-b0c9-8d7e6f5a4b3c',
  data: { effect: randomUUID(), lifetimeMinutes: 10, of },
});

/** Writes a journal of so many entries, without a sync for each: it is only read afterwards. */
export const writeLargeJournal = (file: string, count: number): void => {
  const clock = { now: () => Date.UTC(2026, 10, 22, 8), monotonicMs: () => 1234.5 };
  const journal = openJournal({ file, station: 'desk-1', clock, randomBytes: (size) => Buffer.alloc(size) });
  const first = journal.append(typicalBody(0));
  journal.close();
  const connection = new Database(file);
  connection.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = connection.prepare('INSERT INTO entries (seq, hash, bytes) VALUES (?, ?, ?)');
  let prev = first.hash;
  for (let seq = 2; seq <= count; seq += 1) {
    const entry: Entry = { ...first.entry, ...typicalBody(seq), seq, prev };
    const bytes = bytesOf(entry);
    prev = hashOf(bytes);
    insert.run(seq, prev, bytes);
  }
  connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
};
