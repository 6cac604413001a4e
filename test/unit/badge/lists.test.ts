import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  BadgeListError,
  emptyLostList,
  listFiles,
  openBadgeLists,
  readTable,
  withLost,
  withoutLost,
} from '../../../src/main/badge/index.ts';

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
  const badge = { kind: 'uid', value: '04A1B2C3' } as const;
  const more = { since: '2026-11-28T09:00:00.000Z', reason: 'left in a bus' };

  it('takes a badge once, and gives it back', () => {
    const lost = withLost(emptyLostList, badge, more);
    expect(lost).toEqual({ v: 1, badges: [{ badge: 'uid:04A1B2C3', ...more }] });
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
  const write = (name: 'table' | 'lost', value: unknown): void =>
    writeFileSync(listFiles(folder)[name], typeof value === 'string' ? value : JSON.stringify(value));
  const card = { kind: 'uid', value: '04A1B2C3' } as const;

  it('are empty where there are none', () => {
    const lists = openBadgeLists(folder);
    expect(lists.personOf(card)).toBeNull();
    expect(lists.isLost([card])).toBe(false);
    expect(lists.states()).toEqual([
      { list: 'table', sha256: null, entries: 0 },
      { list: 'lost', sha256: null, entries: 0 },
    ]);
  });

  it('are read again when they have changed, while the desk runs', () => {
    const lists = openBadgeLists(folder);
    expect(lists.personOf(card)).toBeNull();
    write('table', { v: 1, people: { 'uid:04A1B2C3': someone } });
    write('lost', withLost(emptyLostList, card, { since: '2026-11-28T09:00:00.000Z', reason: null }));
    expect(lists.personOf(card)).toBe(someone);
    expect(lists.isLost([{ kind: 'number', value: '1' }, card])).toBe(true);
    expect(lists.isLost([{ kind: 'number', value: '04A1B2C3' }])).toBe(false);
    expect(lists.states()).toMatchObject([{ entries: 1 }, { entries: 1 }]);
    expect(lists.states()[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('find nobody under a name that every object has', () => {
    write('table', { v: 1, people: {} });
    expect(openBadgeLists(folder).personOf({ kind: 'number', value: 'constructor' })).toBeNull();
  });

  it.each(['{', '[]', '{"v":1,"people":{"uid:04":"not a guid"}}', '{"v":2,"people":{}}'])(
    'that cannot be read name nobody: %s',
    (text) => {
      write('table', text);
      const lists = openBadgeLists(folder);
      expect(() => lists.personOf(card)).toThrow(BadgeListError);
      expect(() => lists.states()).toThrow(BadgeListError);
    },
  );
});
