import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import Database from 'libsql';
import { z } from 'zod';
import { bytesOf } from '../../src/main/journal/entry.ts';
import { openReadOnly } from '../../src/main/journal/database.ts';
import { atOnce, verification } from '../../src/main/journal/examine.ts';
import { openJournal } from '../../src/main/journal/index.ts';
import { openFile } from '../../src/verifier/file.ts';
import { verifyJournal } from '../../src/verifier/verify.ts';
import { typicalBody, writeLargeJournal } from './journal-file.ts';
import { median, ratioRow, type Row } from './rows.ts';

/** Appends of each kind; the two take turns, so that both see the same disk. */
const APPENDS = 2_000;
/** So many before them for nothing: both are compiled by then, as on a desk at work. */
const UNCOUNTED = 500;
const SMALL = 50_000;
const LARGE = 200_000;

const timed = (work: () => void): number => {
  const begun = performance.now();
  work();
  return performance.now() - begun;
};

/** Each kind of work in turn, so often, forwards and backwards: none always comes after the same. The middle of each. */
const inTurns = (turns: number, works: readonly (() => void)[]): readonly number[] => {
  const times = works.map((): number[] => []);
  const forwards = [...works.entries()];
  const backwards = forwards.toReversed();
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [index, work] of turn % 2 === 0 ? forwards : backwards) times[index]?.push(timed(work));
  }
  return times.map(median);
};

/** A table as bare as can be, with the journal's pragmas. */
const openBare = (file: string): ((bytes: string) => void) => {
  const connection = new Database(file);
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  connection.exec(
    'CREATE TABLE bare (seq INTEGER PRIMARY KEY, hash TEXT NOT NULL, bytes TEXT NOT NULL) STRICT',
  );
  const insert = connection.prepare('INSERT INTO bare (hash, bytes) VALUES (?, ?)');
  return (bytes) => insert.run('0'.repeat(64), bytes);
};

const appendRow = (folder: string): Row => {
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
  const file = path.join(folder, 'append.sqlite');
  const journal = openJournal({ file, station: 'desk-1', clock, randomBytes });
  const bytes = bytesOf(journal.append(typicalBody(0)).entry);
  const bare = openBare(path.join(folder, 'bare.sqlite'));
  const works = [() => bare(bytes), () => void journal.append(typicalBody(1))];
  inTurns(UNCOUNTED, works);
  const [baseline = Number.NaN, measured = Number.NaN] = inTurns(APPENDS, works);
  journal.close();
  return ratioRow('durable append (ms) / bare insert, same pragmas', measured, { baseline, most: 1.3 });
};

/** Reads the same bytes and hashes them, and nothing else. */
const bareReading = (file: string) => {
  const connection = new Database(file);
  const statement = connection
    .prepare('SELECT bytes FROM entries WHERE seq > ? ORDER BY seq LIMIT 512')
    .pluck();
  return (): void => {
    for (let after = 0; ; after += 512) {
      const page: readonly unknown[] = statement.all(after);
      for (const bytes of page) createHash('sha256').update(String(bytes)).digest('hex');
      if (page.length < 512) return;
    }
  };
};

const expected = { station: null, keys: [], kept: [], after: null };

const byVerifier = (file: string) => (): void => {
  const { source, close } = openFile(file);
  if (!verifyJournal(source, expected).ok) throw new Error('the verifier does not verify the journal');
  close();
};

const byDesk = (file: string) => (): void => {
  const connection = openReadOnly(file);
  if (!atOnce(verification(connection, null)).ok) throw new Error('the desk does not verify the journal');
  connection.close();
};

const memoryOf = (who: string, file: string): number => {
  const program = path.resolve(import.meta.dirname, 'verify-alone.ts');
  const said: unknown = JSON.parse(
    execFileSync(process.execPath, [program, who, file], { encoding: 'utf8' }),
  );
  return z.object({ ok: z.literal(true), kilobytes: z.number() }).parse(said).kilobytes / 1024;
};

const verifyRows = (folder: string, runs: number): readonly Row[] => {
  const [small, large] = [path.join(folder, 'small.sqlite'), path.join(folder, 'large.sqlite')];
  writeLargeJournal(small, SMALL);
  writeLargeJournal(large, LARGE);
  const works = [bareReading(small), byDesk(small), byVerifier(small)];
  // Once for nothing: all three are compiled, and the file is in memory.
  inTurns(1, works);
  const [baseline = Number.NaN, desk = Number.NaN, verifier = Number.NaN] = inTurns(runs * 3, works);
  const memory = (who: string): Row =>
    ratioRow(`${who}: memory (MB), ${LARGE} entries / ${SMALL}`, memoryOf(who, large), {
      baseline: memoryOf(who, small),
      most: 1.2,
    });
  return [
    ratioRow('verify at the desk (ms) / bare reading and hashing', desk, { baseline, most: 1.5 }),
    ratioRow('verify by the verifier (ms) / the same', verifier, { baseline, most: 1.5 }),
    memory('desk'),
    memory('verifier'),
  ];
};

/**
 * What a durable append and a verification cost, each beside the least that it could, in the folder of what was built:
 * many systems keep their folder for temporary files in memory, where a sync costs nothing.
 */
export const benchJournal = (runs: number): readonly Row[] => {
  const folder = mkdtempSync(path.join(process.cwd(), 'out', 'bench-'));
  try {
    return [appendRow(folder), ...verifyRows(folder, runs)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
