import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileFor, readFiles, type ServedFile } from '../../../src/main/kiosk/files.ts';

let folder: string;
let files: ReadonlyMap<string, ServedFile>;

beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-files-'));
  mkdirSync(path.join(folder, 'desk/assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.html'), 'secret');
  writeFileSync(path.join(folder, 'desk/index.html'), 'index');
  writeFileSync(path.join(folder, 'desk/assets/a.js'), 'script');
  writeFileSync(path.join(folder, 'desk/assets/a.js.map'), 'map');
  files = readFiles(path.join(folder, 'desk'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string, method = 'GET'): string | undefined => {
  const file = fileFor(files, { url, method });
  return file === undefined ? undefined : `${file.type} ${new TextDecoder().decode(file.body)}`;
};

describe("the desk's own files", () => {
  it.each([
    ['app://desk/', 'text/html; charset=utf-8 index'],
    ['app://desk/index.html', 'text/html; charset=utf-8 index'],
    ['app://desk/assets/a.js', 'text/javascript; charset=utf-8 script'],
    ['app://desk/assets/a.js?x#y', 'text/javascript; charset=utf-8 script'],
  ])('%s', (url, expected) => {
    expect(get(url)).toBe(expected);
  });

  it.each([
    ...['app://desk/../secret.html', 'app://desk/%2e%2e/secret.html', 'app://desk/..%2fsecret.html'],
    ...['app://desk//etc/passwd', 'app://desk/assets', 'app://desk/assets/', 'app://desk/assets/a.js.map'],
    ...[
      'app://other/',
      'app://desk.evil/',
      'app://user@desk/',
      'app://desk:1/',
      'https://desk/',
      'app:index.html',
      '',
    ],
  ])('nothing at %j', (url) => {
    expect(get(url)).toBeUndefined();
  });

  it('nothing for a request that is more than a reading', () => {
    expect(['POST', 'PUT', 'DELETE', 'HEAD', 'get'].map((method) => get('app://desk/', method))).toEqual(
      Array.from({ length: 5 }, () => undefined),
    );
  });

  it('are those of the start: what is added later is not served', () => {
    writeFileSync(path.join(folder, 'desk/late.html'), 'late');
    expect(get('app://desk/late.html')).toBeUndefined();
  });
});

it('a folder without an index is refused at the start', () => {
  expect(() => readFiles(path.join(folder, 'desk/assets'))).toThrow(/index\.html/);
});
