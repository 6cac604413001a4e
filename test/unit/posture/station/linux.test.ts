import { describe, expect, it } from 'vitest';
import {
  readLinuxDisplays,
  readLinuxEdition,
  readLinuxEncryption,
  readLinuxSession,
} from '../../../../src/main/posture/station/linux.ts';
import { machineOf } from '../../../support/machine.ts';

const process = (id: number, words: string, parent: number) => ({
  [`/proc/${id}/status`]: `Name:\t${words.split(' ')[0] ?? ''}\nUmask:\t0022\nPPid:\t${parent}\n`,
  [`/proc/${id}/cmdline`]: words.split(' ').join('\0'),
});
const kiosk = {
  ...process(1, 'systemd', 0),
  ...process(300, 'cage -d -- tapdesk', 1),
  ...process(310, 'tapdesk', 300),
  '/proc/sys/kernel/sysrq': '0\n',
};
const session = (files: Readonly<Record<string, string>>) => readLinuxSession(machineOf({ files }), 310);

describe('the session of a station on Linux', () => {
  it('is the desk’s own under a kiosk compositor that keeps keys back', async () => {
    expect(await session(kiosk)).toEqual({ shell: 'tapdesk', keyboardFilter: true });
  });

  it.each<
    [string, Readonly<Record<string, string>>, { shell: string | null; keyboardFilter: boolean | null }]
  >([
    [
      'lets people switch to another console',
      process(300, 'cage -ds -- tapdesk', 1),
      { shell: 'tapdesk', keyboardFilter: false },
    ],
    [
      'has the word for it among the program’s own',
      process(300, 'cage -- tapdesk -s', 1),
      { shell: 'tapdesk', keyboardFilter: true },
    ],
    [
      'leaves the kernel’s keys on',
      { '/proc/sys/kernel/sysrq': '438\n' },
      { shell: 'tapdesk', keyboardFilter: false },
    ],
    [
      'has a desktop beside it',
      process(500, 'gnome-shell', 1),
      { shell: 'gnome-shell', keyboardFilter: true },
    ],
    ['has no kiosk compositor', process(300, 'bash', 1), { shell: null, keyboardFilter: null }],
    [
      'has a window manager instead',
      { ...process(300, 'bash', 1), ...process(400, 'openbox', 1) },
      { shell: 'openbox', keyboardFilter: null },
    ],
  ])('that %s', async (_what, change, found) => {
    expect(await session({ ...kiosk, ...change })).toEqual(found);
  });

  it('is not known where nothing can be read', async () => {
    expect(await session({})).toEqual({ shell: null, keyboardFilter: null });
  });
});

describe('displays on Linux', () => {
  it('are those that are plugged in', async () => {
    const files = {
      '/sys/class/drm/card0-HDMI-A-1/status': 'connected\n',
      '/sys/class/drm/card0-DP-1/status': 'disconnected\n',
      '/sys/class/drm/card1-eDP-1/status': 'connected\n',
      '/sys/class/drm/version': 'drm 1.1.0\n',
    };
    expect(await readLinuxDisplays(machineOf({ files }))).toBe(2);
    expect(await readLinuxDisplays(machineOf({}))).toBeNull();
  });
});

describe('encryption on Linux', () => {
  const device = { major: 253, minor: 1 };
  const encryption = (files: Readonly<Record<string, string>>) =>
    readLinuxEncryption(machineOf({ files, device }), '/var/lib/tapdesk');

  it('is there where the folder’s own device, or one below it, is a crypt target', async () => {
    expect(await encryption({ '/sys/dev/block/253:1/dm/uuid': 'CRYPT-LUKS2-0123-root\n' })).toBe(true);
    expect(
      await encryption({
        '/sys/dev/block/253:1/dm/uuid': 'LVM-abc\n',
        '/sys/dev/block/253:1/slaves/dm-0/dev': '253:0\n',
        '/sys/block/dm-0/dm/uuid': 'CRYPT-LUKS2-0123-disk\n',
      }),
    ).toBe(true);
  });

  it('is not known where another disk is encrypted, or the device is', async () => {
    expect(await encryption({ '/sys/block/dm-7/dm/uuid': 'CRYPT-LUKS2-0123-other\n' })).toBeNull();
    expect(await readLinuxEncryption(machineOf({}), '/')).toBeNull();
  });
});

describe('the edition of Linux', () => {
  it('is the name the distribution gives itself', async () => {
    const files = { '/etc/os-release': 'ID=debian\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n' };
    expect(await readLinuxEdition(machineOf({ files }))).toBe('Debian GNU/Linux 12 (bookworm)');
    expect(await readLinuxEdition(machineOf({}))).toBeNull();
  });
});
