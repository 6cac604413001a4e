import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingPackages } from '../../../scripts/setup/debian.mjs';
import { missingModules } from '../../../scripts/setup/modules.mjs';
import { cacheFolder } from '../../../scripts/setup/paths.mjs';
import { withoutNpmScript } from '../../../scripts/setup/spawn.mjs';
import { runSteps } from '../../../scripts/setup/steps.mjs';

describe('system packages', () => {
  test('are missing unless they are installed, or provided by one that is', () => {
    const installed = [
      'xvfb\tii \t',
      'libgtk-3-0t64\tii \tlibgtk-3-0 (= 3.24.43), libgtk-3',
      'libnss3\trc \t',
      'libcups2\tun \t',
    ].join('\n');
    const wanted = ['xvfb', 'libgtk-3-0', 'libnss3', 'libcups2', 'libgbm1'];
    expect(missingPackages(wanted, installed)).toEqual(['libnss3', 'libcups2', 'libgbm1']);
  });
});

describe('npm packages', () => {
  let folder: string;
  const write = (file: string, packages: object) =>
    writeFile(path.join(folder, file), JSON.stringify({ packages }));

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-modules-'));
    await mkdir(path.join(folder, 'node_modules'));
    await write('package-lock.json', {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', dev: true },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('are all missing before an installation has finished', () => {
    expect(missingModules(folder)).toEqual(['node_modules/a', 'node_modules/b']);
  });

  test('are missing when the lockfile names another version than the one installed', async () => {
    await write('node_modules/.package-lock.json', {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.9.0' },
    });
    expect(missingModules(folder)).toEqual(['node_modules/b']);
  });

  test('are complete without those for other platforms', async () => {
    await write('node_modules/.package-lock.json', {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
    });
    expect(missingModules(folder)).toEqual([]);
  });
});

describe('steps', () => {
  test('install what is not done, in order, and leave the rest', async () => {
    const installed: string[] = [];
    const step = (title: string, done: boolean) => ({
      title,
      isDone: () => Promise.resolve(done),
      install: () => {
        installed.push(title);
        return Promise.resolve();
      },
    });
    await runSteps([step('one', false), step('two', true), step('three', false)]);
    expect(installed).toEqual(['one', 'three']);
  });
});

describe('the environment of an npm started by an npm script', () => {
  test('keeps where packages come from and loses what belongs to the outer command', () => {
    const kept = { npm_config_cache: '/cache', npm_config_userconfig: '/home/.npmrc', PATH: '/bin' };
    const outer = {
      npm_lifecycle_event: 'test',
      npm_config_loglevel: 'silent',
      npm_package_name: 'x',
      INIT_CWD: '/',
    };
    expect(withoutNpmScript({ ...kept, ...outer })).toEqual(kept);
  });
});

if (process.platform === 'linux') {
  describe('the cache folder', () => {
    test('is where the desktop convention says', () => {
      expect(cacheFolder({ XDG_CACHE_HOME: '/var/cache/someone' })).toBe('/var/cache/someone/tapdesk');
    });

    test('is below the home folder when that is not set, or is not an absolute path', () => {
      const own = path.join(os.homedir(), '.cache/tapdesk');
      expect([cacheFolder({}), cacheFolder({ XDG_CACHE_HOME: 'cache' })]).toEqual([own, own]);
    });
  });
}
