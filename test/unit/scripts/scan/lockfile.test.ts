import { describe, expect, test } from 'vitest';
import { shippedIn, type Packages } from '../../../../scripts/packaging/shipped.ts';
import { scanLicences, scanLockfile, scanVersions } from '../../../../scripts/scan/lockfile.ts';

const sound = { version: '1.0.0', license: 'MIT', integrity: 'sha512-x' };
const packages: Packages = {
  '': { dependencies: { a: '1.0.0' } },
  'node_modules/a': { ...sound, dependencies: { b: '^1.0.0' } },
  'node_modules/a/node_modules/b': { ...sound, license: 'GPL-3.0' },
  'node_modules/b': sound,
  'node_modules/tool': { ...sound, license: 'GPL-3.0' },
};

describe('the packages of the program', () => {
  test('are those that it asks for, as Node finds them, and none of the tools', () => {
    expect(shippedIn(packages)).toEqual(['node_modules/a', 'node_modules/a/node_modules/b']);
  });

  test('have licences of the list', () => {
    expect(scanLicences(packages)).toEqual([{ tool: 'licences', rule: 'GPL-3.0', file: 'b' }]);
  });
});

describe('the lockfile', () => {
  test.each([
    ['without a digest', { version: '1.0.0' }, 'no-sha512'],
    ['with a weak digest', { version: '1.0.0', integrity: 'sha1-x' }, 'no-sha512'],
    ['from a place of its own', { ...sound, resolved: 'https://example.org/a.tgz' }, 'names-a-host'],
    ['without a version', { integrity: 'sha512-x' }, 'no-version'],
  ])('shows a package %s', (_, one, rule) => {
    expect(scanLockfile({ '': {}, 'node_modules/a': one })).toEqual([{ tool: 'lockfile', rule, file: 'a' }]);
  });

  test('belongs to exact versions', () => {
    expect(
      scanVersions({ dependencies: { a: '1.0.0', b: '^1.0.0' }, devDependencies: { c: 'latest' } }),
    ).toEqual(['b', 'c'].map((file) => ({ tool: 'lockfile', rule: 'not-exact', file })));
  });
});
