import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBadgeLists } from '../../../src/main/badge/index.ts';
import { tapdesk } from '../../support/cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badge-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const card = { kind: 'uid', value: '04A1B2C3' } as const;
const badge = (...words: readonly string[]) => tapdesk('badge', ...words, '--dir', folder);

describe('a lost badge', () => {
  it('is on the list from the command on, once, until it is taken off', async () => {
    const lists = openBadgeLists(folder);
    expect(await badge('revoke', 'uid', '04:a1:b2:c3', '--reason', 'left in a bus')).toMatchObject({
      code: 0,
    });
    expect(lists.isLost([card])).toBe(true);
    expect(await badge('revoke', 'uid', '04A1B2C3')).toMatchObject({ code: 1 });
    expect((await badge('list')).out).toMatch(/^\S+Z {2}uid:04A1B2C3 {2}left in a bus\n$/);
    expect(await badge('restore', 'uid', '04A1B2C3', '--json')).toMatchObject({
      code: 0,
      out: '{"changed":true,"badges":0}\n',
    });
    expect(lists.isLost([card])).toBe(false);
    expect(await badge('restore', 'uid', '04A1B2C3')).toMatchObject({ code: 1 });
  });

  it.each([
    [['revoke', 'card', '1'], 'KIND is one of'],
    [['revoke', 'uid', 'xyz'], 'not written as a uid'],
    [['revoke', 'uid'], '2 words are needed'],
    [['list', 'x'], '0 words are needed'],
  ])('%j is wrong usage: %s', async (words, message) => {
    const { code, error } = await badge(...words);
    expect(code).toBe(2);
    expect(error).toContain(message);
    expect(existsSync(path.join(folder, 'badges-lost.json'))).toBe(false);
  });

  it('is not written over a list that cannot be read', async () => {
    const file = path.join(folder, 'badges-lost.json');
    writeFileSync(file, '{');
    expect(await badge('revoke', 'uid', '04A1B2C3')).toMatchObject({ code: 2 });
    expect(readFileSync(file, 'utf8')).toBe('{');
  });
});

describe('a table to be imported', () => {
  it('with wrong lines is named line by line, without asking the tenant, and changes nothing', async () => {
    const file = path.join(folder, 'badges.csv');
    writeFileSync(file, 'kind,badge,person\nuid,xyz,a@b\nnumber,1,Nobody\n');
    const { code, out } = await badge('import', file);
    expect(code).toBe(1);
    expect(out).toMatch(/^line 2: .*\nline 3: .*\nnothing was changed\n$/);
    expect(existsSync(path.join(folder, 'badge-table.json'))).toBe(false);
  });
});
