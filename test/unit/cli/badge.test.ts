import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createKeyHash,
  openBadgeLists,
  waitingRequests,
  type ListRequest,
} from '../../../src/main/badge/index.ts';
import { replaceFile } from '../../../src/main/journal/index.ts';
import { tapdesk } from '../../support/cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-badge-cli-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const badge = (...words: readonly string[]) => tapdesk('badge', ...words, '--dir', folder);

/** What the desk finds to do. */
const asked = (): readonly ListRequest[] => waitingRequests(folder).map(({ request }) => request);

describe('a lost badge', () => {
  it('is asked for with who and why, and named by its hash once the desk has taken it in', async () => {
    const { code, out } = await badge('revoke', 'uid', '04:a1:b2:c3', '--reason', 'left in a bus', '--json');
    const [request] = asked();
    expect({ code, out }).toEqual({ code: 0, out: `${JSON.stringify({ request: request?.id })}\n` });
    expect(request).toMatchObject({
      account: userInfo().username,
      personId: null,
      change: { what: 'revoke', badge: 'uid:04A1B2C3', reason: 'left in a bus' },
    });
    expect((await badge('list')).out).toBe('1 more to be taken in by the desk\n');
    const hash = createKeyHash(() => new Uint8Array(32));
    openBadgeLists({ folder, hash, replace: replaceFile }).takeRequests(() => undefined);
    const line = new RegExp(`^\\S+Z {2}${hash({ kind: 'uid', value: '04A1B2C3' })} {2}left in a bus\n$`);
    expect((await badge('list')).out).toMatch(line);
    expect(await badge('restore', 'uid', '04A1B2C3')).toMatchObject({ code: 0 });
    expect(asked().map(({ change }) => change)).toEqual([{ what: 'restore', badge: 'uid:04A1B2C3' }]);
  });

  it('can be asked for by the desk’s account alone to read', async () => {
    await badge('revoke', 'uid', '04A1B2C3');
    const [name = ''] = readdirSync(folder);
    const { mode, uid } = statSync(path.join(folder, name));
    expect([mode & 0o777, uid]).toEqual([0o600, statSync(folder).uid]);
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
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is not listed from a list that cannot be read', async () => {
    writeFileSync(path.join(folder, 'badges-lost.json'), '{');
    expect(await badge('list')).toMatchObject({ code: 2 });
  });
});

describe('a table to be imported', () => {
  it('with wrong lines is named line by line, without asking the tenant, and changes nothing', async () => {
    const file = path.join(folder, 'badges.csv');
    writeFileSync(file, 'kind,badge,person\nuid,xyz,a@b\nnumber,1,Nobody\n');
    const { code, out } = await badge('import', file);
    expect(code).toBe(1);
    expect(out).toMatch(/^line 2: .*\nline 3: .*\nnothing was changed\n$/);
    expect(readdirSync(folder)).toEqual(['badges.csv']);
  });
});
