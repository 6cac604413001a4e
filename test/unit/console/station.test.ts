import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox, type Outbox } from '../../../src/main/alerts/index.ts';
import {
  createStationConsole,
  lastSeq,
  seqSince,
  type ConsoleData,
} from '../../../src/main/console/index.ts';
import { exportLines, type EntryBody, type Journal } from '../../../src/main/journal/index.ts';
import { alertLike } from '../../support/alerts.ts';
import { deskJournalIn, openDeskJournal } from '../../support/desk-journal.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 22, 8);

let folder: string;
let journal: Journal;
let outbox: Outbox;
let now: number;
let weeklyAt: number | null;
let data: ConsoleData;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-console-'));
  now = START;
  weeklyAt = START;
  journal = openDeskJournal(folder, { clock: { now: () => now, monotonicMs: () => 1 } });
  outbox = openOutbox(path.join(folder, 'alerts.sqlite'));
  data = createStationConsole({
    journal,
    outbox,
    exportLines: () => exportLines(deskJournalIn(folder), { personal: false }),
    exportFolder: path.join(folder, 'exports'),
    lastLook: () => ({ at: START, trouble: null }),
    look: () => Promise.resolve(),
    rounds: () => ({ weeklyAt, exportedAt: START, exportEveryMs: 24 * HOUR }),
    readFleet: null,
    recordNumberOf: (enrollment) => `R-${enrollment}`,
    hold: { since: '2026-11-02', reference: 'case 12' },
    timeZone: 'UTC',
    now: () => now,
  });
});
afterEach(() => {
  outbox.close();
  journal.close();
  rmSync(folder, { recursive: true });
});

const append = (type: string, enrollment: string | null, more: Partial<EntryBody> = {}) =>
  journal.append({
    type,
    enrollment,
    step: null,
    actor: 'operator-1',
    subject: 'person-1',
    data: {},
    ...more,
  });

const enrolled = (enrollment: string, ending: string): void => {
  append('enrollment.begun', enrollment);
  append('decision', enrollment, { data: { scenario: 'new-hire', path: 'standard' } });
  now += 5 * 60_000;
  append('enrollment.ended', enrollment, {
    data: { ending, scenario: 'new-hire', durationMs: 300_000, passesAt: [] },
  });
};

const by = { id: 'supervisor-1' };

describe('the day', () => {
  it('has what ran in the last 24 hours, newest first, with how it stands', async () => {
    enrolled('old', 'done');
    now += 25 * HOUR;
    enrolled('e-1', 'refused');
    append('enrollment.begun', 'e-2');
    const row = { station: 'desk-1' };
    const begun = new Date(now - 5 * 60_000).toISOString();
    expect(await data.today()).toEqual({
      of: 'today',
      hold: { since: '2026-11-02', reference: 'case 12' },
      enrollments: [
        {
          ...row,
          ...{ enrollment: 'e-2', recordNumber: 'R-e-2', at: new Date(now).toISOString() },
          ...{ minutes: null, scenario: 'none', state: 'running' },
        },
        {
          ...row,
          ...{ enrollment: 'e-1', recordNumber: 'R-e-1', at: begun },
          ...{ minutes: 5, scenario: 'new-hire', state: 'refused' },
        },
      ],
    });
  });
});

describe('alerts', () => {
  it('stand with the most severe first, and rest by a word of who had no part in them', async () => {
    const mine = alertLike({ id: 'a'.repeat(32), actor: by.id });
    const severe = alertLike({ id: 'b'.repeat(32), severity: 'high' });
    outbox.raise([mine, severe], ['webhook'], now);
    const { alerts } = await data.alerts(by);
    expect(alerts.map(({ id, objection, waiting }) => [id[0], objection, waiting])).toEqual([
      ['b', null, [{ channel: 'webhook', error: null }]],
      ['a', 'takes-part', [{ channel: 'webhook', error: null }]],
    ]);
    const acknowledge = (id: string) => data.acknowledge({ id, reason: 'explained' }, by);
    expect(await acknowledge(mine.id)).toBe('takes-part');
    expect(await acknowledge(severe.id)).toBe('done');
    expect(await acknowledge(severe.id)).toBe('gone');
    expect(await acknowledge('c'.repeat(32))).toBe('gone');
    expect(outbox.find(severe.id)?.end).toMatchObject({ by: by.id, reason: 'explained' });
    expect(outbox.find(mine.id)?.end).toBeNull();
  });
});

describe('reviews', () => {
  const due = (enrollment: string, notBy: string[]) =>
    append('review.due', enrollment, { actor: 'station', data: { because: 'privileged', notBy } });

  it('are due until somebody who had no part in it has done them, on record', async () => {
    due('e-1', ['operator-1', 'person-1']);
    due('e-2', [by.id]);
    const kinds = async () => (await data.reviews(by)).due.map((one) => [one.enrollment, one.objection]);
    expect(await kinds()).toEqual([
      ['e-1', null],
      ['e-2', 'takes-part'],
    ]);
    const review = (enrollment: string) => data.review({ enrollment, outcome: 'in-order' }, by);
    expect(await review('e-2')).toBe('takes-part');
    expect(await review('e-1')).toBe('done');
    expect(await review('e-1')).toBe('gone');
    expect(await kinds()).toEqual([['e-2', 'takes-part']]);
    const done = journal
      .ofType('review.done')
      .map(({ entry }) => [entry.enrollment, entry.actor, entry.data]);
    expect(done).toEqual([['e-1', by.id, { because: 'privileged', outcome: 'in-order' }]]);
  });

  it('come again each week, and exports as often as the site says', async () => {
    const dueKinds = async () => (await data.reviews(by)).due.map(({ kind, since }) => [kind, since]);
    now = START + 24 * HOUR - 1;
    expect(await dueKinds()).toEqual([]);
    now = START + 7 * 24 * HOUR;
    expect(await dueKinds()).toEqual([
      ['weekly', '2026-11-29T08:00:00.000Z'],
      ['export', '2026-11-23T08:00:00.000Z'],
    ]);
    weeklyAt = null;
    expect((await dueKinds())[0]).toEqual(['weekly', null]);
  });
});

describe('the journal', () => {
  it('is read backwards page by page, and searched', async () => {
    for (let index = 1; index <= 20; index += 1)
      append(index === 3 ? 'decision' : 'pass.usable', `e-${index}`);
    const first = await data.journal({ text: '', before: null });
    expect({ seqs: first.entries.map(({ seq }) => seq), before: first.before }).toEqual({
      seqs: [20, 19, 18, 17, 16, 15, 14, 13],
      before: 13,
    });
    const last = await data.journal({ text: '', before: 5 });
    expect({ seqs: last.entries.map(({ seq }) => seq), before: last.before }).toEqual({
      seqs: [4, 3, 2, 1],
      before: null,
    });
    const found = await data.journal({ text: 'DECIS', before: null });
    expect(found.entries).toMatchObject([{ seq: 3, recordNumber: 'R-e-3' }]);
    expect((await data.journal({ text: 'r-e-7', before: null })).entries).toMatchObject([{ seq: 7 }]);
    expect((await data.journal({ text: 'nothing', before: null })).entries).toEqual([]);
  });

  it('opens as the record of one enrollment, each entry with its proof', async () => {
    const stored = append('decision', 'e-1', { step: 'issue', data: { codes: ['a', 'b'], none: null } });
    const record = await data.record('e-1');
    expect(record?.entries).toEqual([
      {
        ...{ epoch: 1, seq: 1, at: '2026-11-22T08:00:00.000Z', type: 'decision', enrollment: 'e-1' },
        ...{ recordNumber: 'R-e-1', actor: 'operator-1', step: 'issue', subject: 'person-1' },
        data: [
          { name: 'codes', value: 'a, b' },
          { name: 'none', value: '–' },
        ],
        hash: stored.hash,
        prev: '0'.repeat(64),
      },
    ]);
    expect(await data.record('not-there')).toBeNull();
  });

  it('is exported as one file, whose hash is told', async () => {
    enrolled('e-1', 'done');
    const exported = await data.exportJournal();
    const text = readFileSync(exported.file);
    expect(exported).toEqual({
      file: path.join(folder, 'exports/journal-20261122T080500Z.jsonl'),
      sha256: createHash('sha256').update(text).digest('hex'),
      entries: 3,
    });
    expect((await data.journal({ text: '', before: null })).exported).toEqual(exported);
  });

  it('is found a place in by time without being read whole', () => {
    expect([lastSeq(journal), seqSince(journal, '2026-11-22T08:00:00.000Z')]).toEqual([0, 1]);
    for (let index = 0; index < 9; index += 1) {
      append('pass.usable', 'e-1');
      now += HOUR;
    }
    expect(lastSeq(journal)).toBe(9);
    expect(
      ['2026-11-22T08:00:00.000Z', '2026-11-22T10:30:00.000Z', '2027-01-01T00:00:00.000Z'].map((at) =>
        seqSince(journal, at),
      ),
    ).toEqual([1, 4, 10]);
  });
});

describe('charts', () => {
  it('count what the journal tells', async () => {
    enrolled('e-1', 'done');
    enrolled('e-2', 'stopped');
    expect(await data.charts()).toMatchObject({
      of: 'charts',
      weeks: [{ week: '2026-11-16', enrollments: 2, done: 1 }],
      scenarios: [{ scenario: 'new-hire', done: 1, refused: 0, stopped: 1 }],
      medianMinutes: 5,
    });
  });
});
