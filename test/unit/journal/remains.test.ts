import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { passHistory } from '../../../src/main/enrollment/history.ts';
import { createStationJournal, filesOf, type StationJournal } from '../../../src/main/journal/index.ts';
import { REACH_MS } from '../../../src/main/journal/remains.ts';
import { policyConfig } from '../../../src/main/policy/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const EIGHT = Date.UTC(2026, 10, 22, 8);
const signer = createTestSigner();

let folder: string;
let file: string;
let now: number;
const opened: StationJournal[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-remains-'));
  file = path.join(folder, 'journal.sqlite');
  now = EIGHT;
});
afterEach(() => {
  for (const journal of opened.splice(0)) journal.close();
  rmSync(folder, { recursive: true });
});

const start = async (): Promise<StationJournal> => {
  const journal = createStationJournal({
    files: filesOf(file),
    station: 'desk-1',
    clock: { now: () => now, monotonicMs: () => 7 },
    randomBytes: (count) => randomBytes(count),
    openSigner: () => signer,
    checkpointFailed: (error) => {
      throw error;
    },
    setAside: () => undefined,
  });
  opened.push(journal);
  await journal.examine();
  return journal;
};

/** Somebody is given a pass: it begins at the full minute, the pass comes a minute later, the end after another. */
const enroll = (journal: StationJournal, name: string): void => {
  const about = { enrollment: `e-${name}`, step: null, subject: `p-${name}` };
  journal.append({ type: 'enrollment.begun', ...about, actor: 'operator-1', data: {} });
  now += MINUTE;
  const passesAt = [new Date(now).toISOString()];
  now += MINUTE;
  const data = { ending: 'done', scenario: 'new-hire', durationMs: 2 * MINUTE, passesAt };
  journal.append({ type: 'enrollment.ended', ...about, actor: 'station', data });
};

/** Two people, one after the other from eight o'clock on; ten minutes past nine the next start. */
const write = async (): Promise<void> => {
  const journal = await start();
  enroll(journal, 'first');
  now = EIGHT + 30 * MINUTE;
  enroll(journal, 'second');
  journal.close();
  now = EIGHT + 70 * MINUTE;
};

const tamper = (sql: string): void => {
  const connection = new Database(file);
  const triggers: readonly unknown[] = connection
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  for (const name of triggers) connection.exec(`DROP TRIGGER ${String(name)}`);
  connection.exec(`PRAGMA foreign_keys = OFF; ${sql}; PRAGMA wal_checkpoint(TRUNCATE)`);
  connection.close();
};

const known = (journal: StationJournal) => ({
  ended: journal.ofType('enrollment.ended').map(({ entry }) => entry.enrollment),
  missingUntil: journal.missingUntil(),
});
const moment = (minutes: number): string => new Date(EIGHT + minutes * MINUTE).toISOString();

const damages: readonly (readonly [what: string, damage: () => void, ReturnType<typeof known>])[] = [
  [
    'of which every entry can be read',
    () => tamper('SELECT 1'),
    { ended: ['e-first', 'e-second'], missingUntil: null },
  ],
  [
    'with an ending that was changed',
    () =>
      tamper(
        "UPDATE entries SET bytes = replace(bytes, 'done', 'gone') WHERE type = 'enrollment.ended' AND enrollment = 'e-first'",
      ),
    { ended: ['e-second'], missingUntil: moment(2) },
  ],
  [
    'with its beginning gone',
    () => tamper('DELETE FROM entries WHERE seq < 2'),
    { ended: ['e-first', 'e-second'], missingUntil: moment(2) },
  ],
  [
    'with its end gone',
    () => tamper('DELETE FROM entries WHERE seq > 3; DELETE FROM checkpoints WHERE seq > 3'),
    { ended: ['e-first'], missingUntil: moment(70) },
  ],
  [
    'that is no database any more',
    () => writeFileSync(file, 'dear station, '.repeat(1000)),
    { ended: [], missingUntil: moment(70) },
  ],
];

describe('of a journal', () => {
  it.each(damages)('%s that much is still known', async (_, damage, expected) => {
    await write();
    damage();
    const journal = await start();
    expect(journal.damage()).not.toBeNull();
    expect(known(journal)).toEqual(expected);
  });

  it('that was damaged, and of the one after it, everything that can be read counts', async () => {
    await write();
    tamper('SELECT 1');
    const second = await start();
    enroll(second, 'third');
    second.close();
    tamper('SELECT 1');
    const third = await start();
    enroll(third, 'fourth');
    const ended = ['e-first', 'e-second', 'e-third', 'e-fourth'];
    expect(known(third)).toEqual({ ended, missingUntil: null });
    expect(third.ofType('enrollment.ended', { subject: 'p-second' })).toHaveLength(1);
    expect(third.ofType('enrollment.ended', { since: moment(60) })).toHaveLength(2);
  });

  it('that is gone everything is missing until the next began', async () => {
    await write();
    rmSync(file);
    const journal = await start();
    expect(known(journal)).toEqual({ ended: [], missingUntil: moment(70) });
  });

  it('that names itself as the one before it is not followed for ever', async () => {
    await write();
    tamper('SELECT 1');
    (await start()).close();
    const [aside = ''] = readdirSync(folder).filter((name) => /-damaged-.*\.sqlite$/.test(name));
    rmSync(path.join(folder, aside));
    const connection = new Database(file);
    connection.exec(`VACUUM INTO '${path.join(folder, aside)}'`);
    connection.close();
    expect(known(await start())).toEqual({ ended: [], missingUntil: moment(70) });
  });

  it('that was sealed nothing is missing until it is pruned', async () => {
    await write();
    writeFileSync(filesOf(file).sealRequest, '');
    const journal = await start();
    expect(known(journal)).toEqual({ ended: ['e-first', 'e-second'], missingUntil: null });
    journal.close();
    const sealed = readdirSync(folder).filter((name) => name.includes('-sealed'));
    expect(sealed).not.toEqual([]);
    for (const name of sealed) rmSync(path.join(folder, name));
    expect(known(await start())).toEqual({ ended: [], missingUntil: moment(70) });
  });

  it('that was damaged before any window reaches back to it nothing is asked any more', async () => {
    await write();
    rmSync(file);
    (await start()).close();
    now += 32 * DAY;
    expect(known(await start())).toEqual({ ended: [], missingUntil: null });
  });
});

describe('the history that the policy counts', () => {
  const counted = (journal: StationJournal) =>
    passHistory(journal, {
      personId: 'p-first',
      operatorId: 'operator-1',
      policy: policyConfig.parse({ rates: { operator: { minutes: 120 }, station: { minutes: 120 } } }),
      now,
    });

  it('has the passes of a damaged epoch, and says until when some may be missing', async () => {
    await write();
    tamper("UPDATE entries SET bytes = replace(bytes, 'done', 'gone') WHERE seq = 5");
    const [first] = [EIGHT + MINUTE];
    expect(counted(await start())).toEqual({
      known: true,
      value: { person: [first], operator: [first], station: [first], missingUntil: EIGHT + 70 * MINUTE },
    });
  });

  it('takes the last word on an enrollment that was left open from the later epoch', async () => {
    await write();
    const about = { enrollment: 'e-open', step: null, subject: 'p-first' };
    const journal = await start();
    for (const type of ['enrollment.begun', 'enrollment.unresolved']) {
      const data = { ending: 'stopped', scenario: 'new-hire', durationMs: 1, passesAt: [moment(80)] };
      journal.append({ type, ...about, actor: 'operator-1', data });
    }
    journal.close();
    tamper('SELECT 1');
    const after = await start();
    const data = {
      ending: 'stopped',
      scenario: 'new-hire',
      durationMs: 1,
      passesAt: [moment(80), moment(90)],
    };
    after.append({ type: 'enrollment.ended', ...about, actor: 'station', data });
    const history = counted(after);
    expect(history.known ? history.value.person.length : null).toBe(3);
  });

  it('reaches at least as far back as any window that a site may set', () => {
    const reach = REACH_MS / MINUTE;
    const windows = [{ repeats: { minutes: reach } }, { rates: { operator: { minutes: reach } } }];
    expect(windows.map((one) => policyConfig.safeParse(one).success)).toEqual([false, false]);
  });
});
