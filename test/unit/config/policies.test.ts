import { describe, expect, it } from 'vitest';
import { checkLayers } from '../../../src/main/config/index.ts';
import { hasPolicies, parsePolicies, policiesKey } from '../../../src/main/config/policies.ts';
import { installedConfigFiles } from '../../../src/main/config/installed.ts';
import { saveSettings } from '../../../src/main/config/save.ts';
import { configSchema } from '../../../src/main/config/schema.ts';
import { settingsOf } from '../../../src/main/config/settings.ts';

const settings = settingsOf(configSchema);
const root = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Tapdesk`;

/** As `reg query … /s` prints it, by Microsoft's documentation; not recorded on a machine. */
const printed = [
  '',
  String.raw`${root}\station`,
  '    id    REG_SZ    desk-7',
  '    name    REG_SZ    Desk 7, by the door',
  '    site    REG_SZ    Example',
  '    helpContact    REG_SZ    x1000',
  '    sounds    REG_DWORD    0x0',
  '',
  String.raw`${root}\tenant`,
  '    cloud    REG_SZ    global',
  '    tenantId    REG_SZ    7f1c6b1e-9d3a-4c55-8f27-0c2e5a9b1d44',
  '    clientId    REG_SZ    2b0d9a6c-53c1-4d0e-a3a4-6f7b8c9d0e1f',
  '',
  String.raw`${root}\policy`,
  '    lifetimeMinutes    REG_DWORD    0xf',
  String.raw`    emergencyAccessIds    REG_MULTI_SZ    one\0two`,
  '',
  String.raw`${root}\policy\hours`,
  '    sunday    REG_SZ    [{"from":"08:00","to":"12:00"}]',
  '',
  String.raw`${root}\groups`,
  '    new-hire    REG_SZ    New people',
  '',
].join('\r\n');

const value = (path: string, line: string): string =>
  [path === '' ? root : `${root}\\${path}`, `    ${line}`, ''].join('\r\n');

describe('policies of the registry', () => {
  it('are a configuration that the desk accepts, and locked as a whole', () => {
    const json = parsePolicies(printed, settings);
    const config = checkLayers([{ file: policiesKey, json }]);
    expect(config.station).toMatchObject({ id: 'desk-7', name: 'Desk 7, by the door', sounds: false });
    expect(config.policy).toMatchObject({ lifetimeMinutes: 15, emergencyAccessIds: ['one', 'two'] });
    expect(config.policy.hours.sunday).toEqual([{ from: '08:00', to: '12:00' }]);
    expect(config.groups['new-hire']).toBe('New people');
    expect(config.locked).toContain('policy.lifetimeMinutes');
    expect(config.locked).toHaveLength(12);
  });

  it('win over a file: it may say the same or something stricter', () => {
    const policies = { file: policiesKey, json: parsePolicies(printed, settings) };
    const site = (lifetimeMinutes: number) => ({ file: 'site.json', json: { policy: { lifetimeMinutes } } });
    expect(checkLayers([policies, site(10)]).policy.lifetimeMinutes).toBe(10);
    expect(() => checkLayers([policies, site(60)])).toThrow(
      `policy.lifetimeMinutes: ${policiesKey} locks this`,
    );
  });

  it.each([
    ['policy', 'lifeTime    REG_DWORD    0xf', 'policy.lifeTime: there is no such setting'],
    ['', 'graph    REG_SZ    https://evil.example', 'graph: there is no such setting'],
    ['tenant', 'graph    REG_SZ    https://evil.example', 'tenant.graph: there is no such setting'],
    [
      'policy',
      'lifetimeMinutes    REG_SZ    15',
      'policy.lifetimeMinutes: REG_DWORD is expected, not REG_SZ',
    ],
    ['station', 'id    REG_EXPAND_SZ    %X%', 'station.id: REG_SZ is expected, not REG_EXPAND_SZ'],
    ['policy', 'emergencyAccessIds    REG_SZ    one', 'policy.emergencyAccessIds: REG_MULTI_SZ is expected'],
    ['policy\\hours', 'sunday    REG_SZ    closed', 'policy.hours.sunday: JSON is expected'],
  ])('%s %s is refused', (path, line, sentence) => {
    expect(() => parsePolicies(value(path, line), settings)).toThrow(sentence);
  });

  it('are none where the key is empty', () => {
    expect(parsePolicies('', settings)).toEqual({});
    expect(parsePolicies(`\r\n${root}\r\n`, settings)).toEqual({});
  });

  it('are looked for on Windows alone, and come before the files', () => {
    expect(hasPolicies('linux', () => printed)).toBe(false);
    expect(hasPolicies('win32', () => printed)).toBe(true);
    expect(hasPolicies('win32', () => null)).toBe(false);
    const here = {
      platform: 'win32',
      environment: { ProgramData: 'C:\\ProgramData' },
      exists: () => true,
    } as const;
    expect(installedConfigFiles({ ...here, hasPolicies: true })).toEqual([
      policiesKey,
      String.raw`C:\ProgramData\Tapdesk\config.json`,
      String.raw`C:\ProgramData\Tapdesk\site.json`,
    ]);
  });

  it('are not written by the desk', () => {
    expect(saveSettings([policiesKey], { station: { name: 'x' } })).toBe('station.settings-not-written');
  });
});
