// Answers in the shapes that Microsoft documents; none of this has run on Windows.
import { describe, expect, it } from 'vitest';
import { readWindows, type WindowsFacts } from '../../../../src/main/posture/station/windows.ts';
import { machineOf } from '../../../support/machine.ts';

const kiosk = {
  edition: 'Microsoft Windows 11 Enterprise LTSC',
  sid: 'S-1-5-21-1-2-3-1001',
  shellLauncher: true,
  shells: [
    { sid: 'S-1-5-32-544', shell: 'explorer.exe' },
    { sid: 'S-1-5-21-1-2-3-1001', shell: 'C:\\Program Files\\Tapdesk\\Tapdesk.exe --config C:\\desk.json' },
  ],
  defaultShell: 'explorer.exe',
  explorer: false,
  filterService: 'Running',
  blockedKeys: ['Ctrl+Alt+Del', 'Ctrl+Shift+Esc', 'Alt+F4', 'Alt+Tab', 'Windows', 'Win+L', 'Escape'],
  groups: ['S-1-1-0', 'S-1-5-32-545'],
  volumes: [
    { drive: 'C:', protection: 0 },
    { drive: 'D:', protection: 1 },
  ],
  displays: 1,
};
const read = (text: string) =>
  readWindows(machineOf({ programs: { 'powershell.exe': text } }), {
    program: 'Tapdesk.exe',
    folder: 'd:\\tapdesk',
  });
const healthy: WindowsFacts = {
  edition: 'Microsoft Windows 11 Enterprise LTSC',
  shell: 'tapdesk',
  keyboardFilter: true,
  administrator: false,
  diskEncrypted: true,
  displays: 1,
};

describe('a station on Windows', () => {
  it('tells of Shell Launcher, Keyboard Filter, account, BitLocker and displays', async () => {
    expect(await read(JSON.stringify(kiosk))).toEqual(healthy);
  });

  it.each<[string, Partial<Record<keyof typeof kiosk, unknown>>, Partial<WindowsFacts>]>([
    ['a desktop runs in the session', { explorer: true }, { shell: 'explorer.exe' }],
    ['Shell Launcher is off', { shellLauncher: false }, { shell: 'no Shell Launcher' }],
    ['the account has the default shell', { shells: [] }, { shell: 'explorer.exe' }],
    [
      'another program is its shell',
      { shells: [{ sid: kiosk.sid, shell: 'cmd.exe' }] },
      { shell: 'cmd.exe' },
    ],
    ['the filter is stopped', { filterService: 'Stopped' }, { keyboardFilter: false }],
    ['a key is let through', { blockedKeys: kiosk.blockedKeys.slice(1) }, { keyboardFilter: false }],
    ['the account administers it', { groups: ['S-1-5-32-544'] }, { administrator: true }],
    ['the drive is not encrypted', { volumes: [{ drive: 'D:', protection: 0 }] }, { diskEncrypted: false }],
    ['the drive is locked', { volumes: [{ drive: 'D:', protection: 2 }] }, { diskEncrypted: null }],
    ['the drive is not named', { volumes: [] }, { diskEncrypted: null }],
    ['there are two displays', { displays: 2 }, { displays: 2 }],
  ])('where %s', async (_what, change, found) => {
    expect(await read(JSON.stringify({ ...kiosk, ...change }))).toEqual({ ...healthy, ...found });
  });

  it('leaves unknown what an ordinary account may not read', async () => {
    const nothing = Object.fromEntries(Object.keys(kiosk).map((name) => [name, null]));
    expect(await read(JSON.stringify({ ...nothing, edition: kiosk.edition }))).toEqual({
      edition: kiosk.edition,
      shell: null,
      keyboardFilter: null,
      administrator: null,
      diskEncrypted: null,
      displays: null,
    });
  });

  it.each([
    ['no PowerShell', ''],
    ['half an answer', '{"edition":'],
    ['another answer', '{"edition":"x"}'],
  ])('tells nothing with %s', async (_what, text) => {
    expect(await read(text)).toBeNull();
  });
});
