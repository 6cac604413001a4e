import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { hashOf } from '../../src/main/journal/chain.ts';
import { bytesOf } from '../../src/main/journal/entry.ts';
import { openJournal, openStationKey, type Entry, type EntryBody } from '../../src/main/journal/index.ts';

export const BEGIN = Date.UTC(2026, 6, 1);
export const END = Date.UTC(2026, 9, 1);

const body = (of: Partial<EntryBody> & Pick<EntryBody, 'type'>): EntryBody => ({
  ...{ enrollment: null, step: null, actor: '2c1f6f0e-4f0b-4b3e-8a5d-9f7e6d5c4b3a', subject: null, data: {} },
  ...of,
});

/** An enrollment as the desk writes one: most entries are changes of place. */
const courseOf = (number: number): readonly EntryBody[] => {
  const enrollment = `7d8f0a52-6a2b-4a83-9c2e-${String(number).padStart(12, '0')}`;
  const subject = `51b0a9c8-3d2e-4f1a-b0c9-${String(number % 9_000).padStart(12, '0')}`;
  const [issue, revoke] = [`issue-${number}`, `revoke-${number}`];
  const own = (type: string, data: EntryBody['data'], step: string | null = null): EntryBody =>
    body({ type, enrollment, subject, step, data });
  const moves = ['scenario', 'verify', 'deciding', 'decided', 'admitting', 'issuing', 'reveal', 'register'];
  return [
    own('enrollment.begun', {
      badgeStrength: 'identifier',
      badgeTechnology: 'wedge',
      badgeRule: 'employee-id',
    }),
    ...moves.map((to) =>
      own('enrollment.state', { from: 'badge', to, scenario: 'new-hire', why: null, notice: null }),
    ),
    own('decision', {
      verdict: 'allow',
      scenario: 'new-hire',
      lifetimeMinutes: 60,
      path: 'standard',
      refuses: [],
    }),
    own('effect.intent', { effect: issue, lifetimeMinutes: 60 }, 'issue'),
    own(
      'effect.outcome',
      { effect: issue, result: 'ok', passId: `pass-${number}`, grantedMinutes: 60 },
      'issue',
    ),
    own('method.found', {
      methodId: `method-${number}`,
      methodType: '#microsoft.graph.fido2AuthenticationMethod',
    }),
    own('effect.intent', { effect: revoke, undoes: issue, passId: `pass-${number}` }, 'revoke'),
    own('effect.outcome', { effect: revoke, result: 'ok', undoes: issue }, 'revoke'),
    own('retest', { authenticationContext: 'c1', signInLog: 'pending' }),
    own('enrollment.ended', { ending: 'done', scenario: 'new-hire', why: null, durationMs: 420_000 }),
    body({ type: 'posture.checked', data: { readBy: 'reader', checked: 63, notFine: [], unknown: [] } }),
  ];
};

/** Writes a signed journal of at least so many entries over a quarter, without a sync for each. Returns its file. */
export const writeQuarterJournal = (folder: string, count: number): string => {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'journal-simulated.sqlite');
  const signer = openStationKey({ folder, protection: null });
  let at = BEGIN;
  const clock = { now: () => at, monotonicMs: () => 1234.5 };
  const setup = { file, station: 'desk-1', clock, signer, randomBytes: (size: number) => Buffer.alloc(size) };
  const begin = openJournal(setup);
  const first = begin.append(body({ type: 'desk.opened' }));
  begin.close();
  const connection = new Database(file);
  connection.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = connection.prepare('INSERT INTO entries (seq, hash, bytes) VALUES (?, ?, ?)');
  let [seq, prev] = [first.entry.seq, first.hash];
  const step = (END - BEGIN - 60_000) / count;
  // The opening may stand under a checkpoint, behind the entry of the key.
  for (const { entry, hash } of journalTip(file)) [seq, prev] = [entry.seq, hash];
  for (let course = 0; seq < count; course += 1) {
    for (const one of courseOf(course)) {
      seq += 1;
      at = Math.floor(BEGIN + seq * step);
      const entry: Entry = {
        ...first.entry,
        ...one,
        commitments: {},
        at: new Date(at).toISOString(),
        seq,
        prev,
      };
      const bytes = bytesOf(entry);
      prev = hashOf(bytes);
      insert.run(seq, prev, bytes);
    }
  }
  connection.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  const end = openJournal(setup);
  end.checkpoint();
  end.close();
  return file;
};

/** The entries that a journal has by now. */
const journalTip = (file: string): readonly { readonly entry: Entry; readonly hash: string }[] => {
  const journal = openJournal({
    ...{ file, station: 'desk-1', clock: { now: () => BEGIN, monotonicMs: () => 0 } },
    randomBytes: (size: number) => Buffer.alloc(size),
  });
  try {
    return [...journal.read()];
  } finally {
    journal.close();
  }
};
