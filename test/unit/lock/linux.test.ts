import { describe, expect, it } from 'vitest';
import { linuxLock, type Machine } from '../../../src/main/lock/index.ts';

const locked: Readonly<Record<string, string>> = {
  '/etc/passwd': 'root:x:0:0::/root:/bin/sh\ntapdesk:x:994:994::/var/lib/tapdesk:/usr/sbin/nologin\n',
  '/proc/sys/kernel/sysrq': '0\n',
  '/proc/sys/kernel/core_pattern': '|/bin/false\n',
  '/proc/sys/kernel/yama/ptrace_scope': '2\n',
  '/proc/sys/user/max_user_namespaces': '4096\n',
  '/sys/class/tty/tty0/active': 'tty1\n',
  '/proc/swaps': 'Filename Type Size Used Priority\n',
};
const roots = { ownerId: 0, mode: 0o100755 };
const machine = (
  files: Readonly<Record<string, string | null>> = {},
  rights: Readonly<Record<string, typeof roots | null>> = {},
): Machine => ({
  read: (file) => ({ ...locked, ...files })[file] ?? null,
  rightsOf: (file) => (file in rights ? (rights[file] ?? null) : roots),
});
const notFine = (of: Machine): readonly string[] =>
  linuxLock.filter((check) => !check.look(of).fine).map(({ id }) => id);

describe('the lock of a Linux station', () => {
  it('is whole where every part is as wanted', () => {
    expect(notFine(machine())).toEqual([]);
  });

  it.each<[string, Readonly<Record<string, string | null>>]>([
    ['account', { '/etc/passwd': 'root:x:0:0::/root:/bin/sh\n' }],
    ['account', { '/etc/passwd': 'tapdesk:x:994:994::/:/bin/sh\n' }],
    ['account', { '/etc/passwd': 'tapdesk:x:0:0::/:/usr/sbin/nologin\n' }],
    ['sysrq', { '/proc/sys/kernel/sysrq': '438\n' }],
    ['dumps', { '/proc/sys/kernel/core_pattern': 'core\n' }],
    ['ptrace', { '/proc/sys/kernel/yama/ptrace_scope': '1\n' }],
    ['ptrace', { '/proc/sys/kernel/yama/ptrace_scope': null }],
    ['namespaces', { '/proc/sys/user/max_user_namespaces': '0\n' }],
    ['screen', { '/sys/class/tty/tty0/active': 'tty2\n' }],
    ['swap', { '/proc/swaps': 'Filename\n/swapfile file 1 0 -2\n' }],
  ])('is not where %s is otherwise', (id, files) => {
    expect(notFine(machine(files))).toEqual([id]);
  });

  it('lets the machine have swap that the desk has no part in', () => {
    const unit = '/sys/fs/cgroup/system.slice/tapdesk.service/memory.swap.max';
    expect(notFine(machine({ '/proc/swaps': 'Filename\n/swapfile\n', [unit]: '0\n' }))).toEqual([]);
  });

  it.each([
    ['program', '/usr/lib/tapdesk/resources/app.asar', { ownerId: 994, mode: 0o100644 }],
    ['program', '/usr/lib/tapdesk', { ownerId: 0, mode: 0o040775 }],
    ['program', '/usr/bin/tapdesk', { ownerId: 0, mode: 0o104755 }],
    ['units', '/usr/lib/systemd/system/tapdesk.service', null],
    ['terminals', '/usr/lib/systemd/logind.conf.d/90-tapdesk.conf', null],
    ['keys-and-sleep', '/usr/lib/sysctl.d/90-tapdesk.conf', null],
    ['usb', '/etc/usbguard/rules.d/90-tapdesk.conf', null],
  ])('is not where a file of %s is gone or not root’s own: %s', (id, file, rights) => {
    expect(notFine(machine({}, { [file]: rights }))).toEqual([id]);
  });
});
