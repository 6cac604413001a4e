import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../src/main/app/arguments.ts';
import { installedConfigFiles } from '../../../src/main/config/index.ts';

const all = (): boolean => true;

describe('the configuration of an installed desk', () => {
  it.each([
    ['linux' as const, {}, ['/etc/tapdesk/config.json', '/etc/tapdesk/site.json']],
    [
      'win32' as const,
      { ProgramData: 'C:\\ProgramData' },
      ['C:\\ProgramData\\Tapdesk\\config.json', 'C:\\ProgramData\\Tapdesk\\site.json'],
    ],
    ['win32' as const, {}, []],
    ['freebsd' as const, {}, []],
  ])("is the machine's file, then the site's, on %s", (platform, environment, files) => {
    expect(installedConfigFiles({ platform, environment, exists: all })).toEqual(files);
  });

  it('is what of the two is there', () => {
    const exists = (file: string): boolean => file.endsWith('/config.json');
    expect(installedConfigFiles({ platform: 'linux', environment: {}, exists })).toEqual([
      '/etc/tapdesk/config.json',
    ]);
  });

  it('gives way to files that are named', () => {
    expect(readArguments(['--config', 'a.json'], ['b.json']).configFiles).toEqual(['a.json']);
    expect(readArguments([], ['b.json']).configFiles).toEqual(['b.json']);
  });
});
