import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureFallback, joinVerified } from '../../../scripts/setup/fallback.mjs';
import { SetupError } from '../../../scripts/setup/report.mjs';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const WHOLE = 'first, second, tenth';

/** Written in another order than they are to be joined in. */
const writeParts = async (folder: string): Promise<string> => {
  const parts = path.join(folder, 'bin');
  await mkdir(parts);
  await writeFile(path.join(parts, 'electron.zip.p010'), 'tenth');
  await writeFile(path.join(parts, 'electron.zip.p000'), 'first, ');
  await writeFile(path.join(parts, 'electron.zip.p001'), 'second, ');
  await writeFile(path.join(parts, 'readme'), 'not a part');
  return parts;
};

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-fallback-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('joining the parts of the stand-in', () => {
  test('gives the whole, in the order of the names, when its checksum is right', async () => {
    const target = path.join(folder, 'whole');
    await joinVerified({ folder: await writeParts(folder), target, sha256: sha256(WHOLE) });
    expect(await readFile(target, 'utf8')).toBe(WHOLE);
  });

  test('stops and leaves nothing when the checksum is another', async () => {
    const target = path.join(folder, 'whole');
    const joining = joinVerified({
      folder: await writeParts(folder),
      target,
      sha256: sha256('something else'),
    });
    await expect(joining).rejects.toThrow(SetupError);
    await expect(readFile(target)).rejects.toThrow('ENOENT');
  });
});

describe('installing the stand-in', () => {
  const unzipped: string[] = [];
  const unzip = async (zip: string, to: string): Promise<void> => {
    unzipped.push(await readFile(zip, 'utf8'));
    await mkdir(to);
    await writeFile(path.join(to, 'version'), '33.3.0');
  };
  const install = (expected: string) =>
    ensureFallback({ cache: folder, unzip, fetch: writeParts, sha256: expected });

  beforeEach(() => {
    unzipped.length = 0;
  });

  test('unpacks a release with the right checksum, once', async () => {
    const first = await install(sha256(WHOLE));
    expect(await install(sha256(WHOLE))).toBe(first);
    expect(unzipped).toEqual([WHOLE]);
    expect(await readdir(folder)).toEqual([path.basename(first)]);
  });

  test('never unpacks one with a wrong checksum, names both, and keeps nothing of it', async () => {
    const wrong = sha256('something else');
    await expect(install(wrong)).rejects.toThrow(new RegExp(`${sha256(WHOLE)}.*${wrong}`));
    expect(unzipped).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('keeps nothing when it cannot be fetched', async () => {
    const fetch = () => Promise.reject(new SetupError('no network'));
    await expect(ensureFallback({ cache: folder, unzip, fetch })).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
  });
});
