import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { FuseV1Options } from '@electron/fuses';
import { fuses, fusesOf } from '../../../scripts/packaging/fuses.ts';
import { assertShippable } from '../../../scripts/package.ts';
import { readOptions } from '../../../scripts/packaging/options.ts';
import { epochOf, versionOf } from '../../../scripts/packaging/version.ts';

describe('packaging a release', () => {
  test('takes the pinned Electron', () => {
    expect(() => {
      assertShippable({ version: '45.4.1', fallback: false }, '45.4.1');
    }).not.toThrow();
  });

  test.each([
    ['the stand-in', { version: '33.3.0', fallback: true }],
    ['an unpacked Electron of another version', { version: '45.4.0', fallback: false }],
    ['one that does not say its version', { version: 'unknown', fallback: true }],
  ])('refuses %s, and says what to set', (_, electron) => {
    expect(() => {
      assertShippable(electron, '45.4.1');
    }).toThrow(/45\.4\.1.*ELECTRON_OVERRIDE_DIST_PATH/);
  });
});

describe('what is asked of npm run package', () => {
  test('nothing: a release into dist', () => {
    expect(readOptions([])).toEqual({ notForRelease: false, quick: false, targets: [], out: 'dist' });
  });

  test('a word that means nothing is refused with the usage', () => {
    expect(() => readOptions(['--release'])).toThrow(/usage: npm run package/);
  });

  test('a package not for release is older than the release and says so', () => {
    const { program, debian } = versionOf(true);
    expect({ program, debian }).toEqual({
      program: `${versionOf(false).program}-not-for-release`,
      debian: `${versionOf(false).debian}~not.for.release`,
    });
  });

  test('its time is the one that is set, and nothing that is no number', () => {
    expect(epochOf({ SOURCE_DATE_EPOCH: '1700000000' })).toBe(1_700_000_000);
    expect(() => epochOf({ SOURCE_DATE_EPOCH: 'today' })).toThrow(/SOURCE_DATE_EPOCH/);
  });
});

describe('the fuses of a package', () => {
  test('are all there but for the one that the stand-in does not have', () => {
    expect(fusesOf('45.4.1')).toEqual(fuses);
    const { [FuseV1Options.WasmTrapHandlers]: none, ...others } = fuses;
    expect(none).toBe(true);
    expect(fusesOf('33.3.0')).toEqual(others);
  });
});

describe('the files of a package', () => {
  test('hold every npm package that the build leaves out of its own', () => {
    const build = readFileSync('.config/electron.vite.config.ts', 'utf8');
    const external = /external: \[([^\]]*)\]/.exec(build)?.[1]?.match(/[\w@/-]+/g) ?? [];
    const files = readFileSync('electron-builder.yml', 'utf8');
    const kept = /node_modules\/!\(([^)]*)\)/.exec(files)?.[1]?.split('|') ?? [];
    expect(external).toContain('libsql');
    // The runtime brings `electron` itself.
    expect(kept).toEqual(expect.arrayContaining(external.filter((name) => name !== 'electron')));
  });
});
