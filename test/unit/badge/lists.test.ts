import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BadgeListError,
  createKeyHash,
  emptyLostList,
  leaveRequest,
  listFiles,
  openBadgeLists,
  readTable,
  withLost,
  withoutLost,
  type BadgeLists,
  type ListChange,
  type ListRequest,
} from '../../../src/main/badge/index.ts';
import { replaceFile } from '../../../src/main/journal/index.ts';

const someone = '6b0c2a1e-0000-4000-8000-000000000001';

describe('a table of badges as CSV', () => {
  it('gives a row for each line, with what has a comma in quotes', () => {
    const csv = `kind,badge,person\r\nnumber,26-1337,${someone}\r\n\r\nsubject,"CN=A ""B"", O=C",a.b@tapdesk.example\r\n`;
    expect(readTable(csv)).toEqual({
      rows: [
        { line: 2, key: { kind: 'number', value: '26-1337' }, person: someone },
        { line: 4, key: { kind: 'subject', value: 'CN=A "B", O=C' }, person: 'a.b@tapdesk.example' },
      ],
      complaints: [],
    });
  });

  it('takes what programs for tables write before the heading', () => {
    expect(readTable(`\uFEFFkind, badge, person\nuid,04a1b2c3,${someone}`).complaints).toEqual([]);
  });

  it.each([
    ['', 1, 'the heading must be kind,badge,person'],
    ['badge,person\n1,2', 1, 'the heading must be kind,badge,person'],
    ['kind,badge,person\n', 1, 'there is no row'],
    ['kind,badge,person\nnumber,1337', 2, 'three cells are needed'],
    [`kind,badge,person\nnumber,1337,${someone},x`, 2, 'three cells are needed'],
    [`kind,badge,person\nnumber,"1337,${someone}`, 2, 'three cells are needed'],
    [`kind,badge,person\ncard,1337,${someone}`, 2, '"card" is no kind of badge'],
    [`kind,badge,person\nuid,04A1B2C,${someone}`, 2, 'the badge is not written as a uid'],
    ['kind,badge,person\nnumber,1337,Nadia', 2, 'neither an object id nor a user name'],
    [`kind,badge,person\nuid,04a1b2c3,${someone}\nuid,04:A1:B2:C3,${someone}`, 3, 'stands in line 2 already'],
  ])('%j is refused for line %d: %s', (csv, line, what) => {
    expect(readTable(csv).complaints).toEqual([{ line, what: expect.stringContaining(what) as unknown }]);
  });

  it('names every wrong line, and no number of a badge', () => {
    const { complaints } = readTable('kind,badge,person\nuid,77665544332,x@y\nnumber,998877,Nobody');
    expect(complaints.map(({ line }) => line)).toEqual([2, 3]);
    expect(JSON.stringify(complaints)).not.toMatch(/7766|9988/);
  });
});

describe('the list of lost badges', () => {
  const badge = 'a'.repeat(64);
  const more = { since: '2026-11-28T09:00:00.000Z', reason: 'left in a bus' };

  it('takes a badge once, and gives it back', () => {
    const lost = withLost(emptyLostList, badge, more);
    expect(lost).toEqual({ v: 2, badges: [{ badge, ...more }] });
    expect(withLost(lost, badge, { ...more, reason: null })).toBe(lost);
    expect(withoutLost(lost, badge)).toEqual(emptyLostList);
    expect(withoutLost(emptyLostList, badge)).toBe(emptyLostList);
  });
});

describe('the lists of a station', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badges-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const hash = createKeyHash(() => new Uint8Array(32).fill(7));
  const open = (replace = replaceFile): BadgeLists => openBadgeLists({ folder, hash, replace });
  const card = { kind: 'uid', value: '04A1B2C3' } as const;
  const other = { kind: 'uid', value: '04A1B2C4' } as const;
  const somebodyElse = '6b0c2a1e-0000-4000-8000-000000000002';
  let now = 1_764_320_400_000;
  const ask = (change: ListRequest['change']): string => {
    now += 1;
    return leaveRequest(folder, { now, account: 'admin', personId: null, change });
  };
  /** Takes everything in. @returns what was to be recorded */
  const take = (lists: BadgeLists) => {
    const recorded: (ListChange & { readonly request: string })[] = [];
    lists.takeRequests(({ id }, change) => void recorded.push({ request: id, ...change }));
    return recorded;
  };
  const files = (): readonly string[] => readdirSync(folder).sort();

  it('are empty where there are none', () => {
    const lists = open();
    expect(lists.personOf(card)).toBeNull();
    expect(lists.isLost([card])).toBe(false);
    expect(lists.states()).toEqual([
      { list: 'table', sha256: null, entries: 0 },
      { list: 'lost', sha256: null, entries: 0 },
    ]);
  });

  it('change by requests, oldest first, each recorded before it counts and gone afterwards', () => {
    const lists = open();
    const requests = [
      ask({ what: 'import', people: { 'uid:04A1B2C3': someone, 'number:1337': someone } }),
      ask({ what: 'revoke', badge: 'uid:04A1B2C3', reason: 'left in a bus' }),
      ask({ what: 'import', people: { 'uid:04A1B2C3': somebodyElse, 'uid:04A1B2C4': someone } }),
    ];
    expect(lists.personOf(card)).toBeNull();
    const number = hash({ kind: 'number', value: '1337' });
    expect(take(lists)).toEqual([
      { request: requests[0], list: 'table', added: 2, removed: 0, moved: 0, badges: [hash(card), number] },
      { request: requests[1], list: 'lost', added: 1, removed: 0, moved: 0, badges: [hash(card)] },
      {
        request: requests[2],
        list: 'table',
        added: 1,
        removed: 1,
        moved: 1,
        badges: [hash(card), number, hash(other)],
      },
    ]);
    expect([lists.personOf(card), lists.personOf(other)]).toEqual([somebodyElse, someone]);
    expect(lists.isLost([{ kind: 'number', value: '1' }, card])).toBe(true);
    expect(lists.isLost([{ kind: 'number', value: '04A1B2C3' }])).toBe(false);
    expect(lists.states()).toMatchObject([{ entries: 2 }, { entries: 1 }]);
    expect(files()).toEqual(['badge-table.json', 'badges-lost.json']);
    ask({ what: 'restore', badge: 'uid:04A1B2C3' });
    expect(take(lists)).toMatchObject([{ added: 0, removed: 1 }]);
    expect(lists.isLost([card])).toBe(false);
  });

  it('hold no badge in clear once they are taken in, and say nothing to another key', () => {
    ask({ what: 'import', people: { 'number:26-1337': someone } });
    ask({ what: 'revoke', badge: 'uid:04A1B2C3', reason: null });
    take(open());
    const onDisk = files().map((name) => readFileSync(path.join(folder, name), 'utf8'));
    expect(onDisk.join('')).not.toMatch(/1337|04A1B2C3/);
    const elsewhere = openBadgeLists({
      folder,
      hash: createKeyHash(() => new Uint8Array(32).fill(8)),
      replace: replaceFile,
    });
    expect(elsewhere.personOf({ kind: 'number', value: '26-1337' })).toBeNull();
  });

  it('keep a request until it is done: it is not changed unrecorded, and is recorded again after a crash', () => {
    const request = ask({ what: 'revoke', badge: 'uid:04A1B2C3', reason: null });
    const lists = open();
    expect(() =>
      lists.takeRequests(() => {
        throw new Error('no journal');
      }),
    ).toThrow('no journal');
    expect(lists.isLost([card])).toBe(false);
    const crashing = open(() => {
      throw new Error('power');
    });
    expect(() => take(crashing)).toThrow('power');
    expect(take(lists)).toMatchObject([{ request, added: 1 }]);
    expect(lists.isLost([card])).toBe(true);
  });

  it.each(['{', '{"v":1}', '{"v":1,"id":"x"}'])('name nobody while a request cannot be read: %s', (text) => {
    const name = `badge-request-${now}-6b0c2a1e-0000-4000-8000-000000000009.json`;
    writeFileSync(path.join(folder, name), text);
    expect(() => take(open())).toThrow(BadgeListError);
    expect(files()).toEqual([name]);
  });

  it('name nobody while a request is about no badge', () => {
    ask({ what: 'revoke', badge: 'card:1', reason: null });
    expect(() => take(open())).toThrow(BadgeListError);
  });

  it.each(['{', '[]', '{"v":2,"people":{"uid:04A1B2C3":"6b0c2a1e-0000-4000-8000-000000000001"}}'])(
    'that cannot be read name nobody: %s',
    (text) => {
      writeFileSync(listFiles(folder).table, text);
      const lists = open();
      expect(() => lists.personOf(card)).toThrow(BadgeListError);
      expect(() => lists.states()).toThrow(BadgeListError);
    },
  );
});
