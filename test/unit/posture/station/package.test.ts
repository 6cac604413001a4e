// A folder as the packager leaves it, with the list that the packager's own hook writes.
import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import nodeFs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifestName as written, writeManifest } from '../../../../scripts/packaging/manifest.ts';
import { installedIn } from '../../../../src/main/posture/station/installed.ts';
import { manifestName, readPackage } from '../../../../src/main/posture/station/package.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-package-'));
  await mkdir(path.join(folder, 'resources/inner'), { recursive: true });
  await writeFile(path.join(folder, 'Tapdesk.exe'), 'program');
  await writeFile(path.join(folder, 'resources/app.asar'), 'archive');
  await writeFile(path.join(folder, 'resources/inner/native.node'), 'native');
  await writeManifest(folder, (file) => file.endsWith('.exe'));
});
afterEach(() => rm(folder, { recursive: true }));

type Rights = { readonly ownerId: number; readonly mode: number } | null;
const administrators: Rights = { ownerId: 0, mode: 0o100644 };
const read = (rights: (file: string) => Rights = () => administrators) =>
  readPackage({
    ...installedIn(folder, nodeFs, 'linux'),
    rightsOf: (file) => Promise.resolve(rights(file)),
  });

describe('the packaged files', () => {
  it('are intact as they were packaged, whatever the signature has changed since', async () => {
    expect(written).toBe(manifestName);
    expect(await read()).toBe('intact');
    await appendFile(path.join(folder, 'Tapdesk.exe'), 'signature');
    expect(await read()).toBe('intact');
  });

  it.each<[string, () => Promise<unknown>]>([
    ['one has other bytes', () => appendFile(path.join(folder, 'resources/app.asar'), '!')],
    ['one is gone', () => rm(path.join(folder, 'resources/inner/native.node'))],
    ['one was put beside them', () => writeFile(path.join(folder, 'resources/app.js'), '')],
    ['the list is none', () => writeFile(path.join(folder, manifestName), '{"v":1}')],
  ])('are changed where %s', async (_why, change) => {
    await change();
    expect(await read()).toBe('changed');
  });

  it.each([
    ['a file is the desk’s own', 'resources/app.asar', { ownerId: 1_000, mode: 0o100644 }],
    ['everybody may write to a folder', 'resources', { ownerId: 0, mode: 0o040777 }],
    ['a group may write to the list', manifestName, { ownerId: 0, mode: 0o100664 }],
    ['the program’s folder is the desk’s own', '.', { ownerId: 1_000, mode: 0o040755 }],
  ])('are writable where %s', async (_why, which, rights) => {
    expect(await read((file) => (file === which ? rights : administrators))).toBe('writable');
  });

  it('tell nothing of who may change them on Windows, and nothing at all without a list', async () => {
    expect(await installedIn(folder, nodeFs, 'win32').rightsOf('resources')).toBeNull();
    expect((await installedIn(folder, nodeFs, 'linux').rightsOf('.'))?.ownerId).toBe(process.getuid?.());
    await rm(path.join(folder, manifestName));
    expect(await read()).toBeNull();
  });
});
