/** What is looked at of a Linux station. Each answers null for what is not there or cannot be read. */
export interface Machine {
  readonly read: (file: string) => string | null;
  readonly rightsOf: (file: string) => { readonly ownerId: number; readonly mode: number } | null;
}

/** One part of the operating system's lock. */
export interface LockCheck {
  readonly id: string;
  /** `installed`: the package put it there; `in-force`: the running system does it. */
  readonly of: 'installed' | 'in-force';
  readonly wanted: string;
  /** @returns what was found, and whether that is as wanted */
  readonly look: (machine: Machine) => { readonly fine: boolean; readonly found: string };
}

const program = '/usr/lib/tapdesk';
const GROUP_AND_OTHERS_WRITE = 0o022;
const SET_ID = 0o6000;

const belongsToRoot = ({ rightsOf }: Machine, file: string): boolean => {
  const rights = rightsOf(file);
  return rights !== null && rights.ownerId === 0 && (rights.mode & (GROUP_AND_OTHERS_WRITE | SET_ID)) === 0;
};

/** Files of the package that belong to root alone and are not set-uid. */
const rootsOwn = (id: string, wanted: string, files: readonly string[]): LockCheck => ({
  id,
  of: 'installed',
  wanted,
  look: (machine) => {
    const wrong = files.filter((file) => !belongsToRoot(machine, file));
    return {
      fine: wrong.length === 0,
      found: wrong.length === 0 ? 'as wanted' : `missing or not root's: ${wrong.join(', ')}`,
    };
  },
});

/** A value that the kernel tells. */
const kernel = (
  id: string,
  file: string,
  [wanted, isFine]: readonly [string, (value: string) => boolean],
): LockCheck => ({
  id,
  of: 'in-force',
  wanted: `${file}: ${wanted}`,
  look: ({ read }) => {
    const value = read(file)?.trim() ?? null;
    return { fine: value !== null && isFine(value), found: value ?? 'cannot be read' };
  },
});

const noSwap: LockCheck = {
  id: 'swap',
  of: 'in-force',
  wanted: "no swap, or none for the desk's unit",
  look: ({ read }) => {
    const areas = read('/proc/swaps')?.trim().split('\n').length ?? null;
    if (areas === 1) return { fine: true, found: 'no swap' };
    const most = read('/sys/fs/cgroup/system.slice/tapdesk.service/memory.swap.max')?.trim();
    return { fine: most === '0', found: most === undefined ? 'cannot be told' : `swap of the unit: ${most}` };
  },
};

const account: LockCheck = {
  id: 'account',
  of: 'installed',
  wanted: 'the account tapdesk, which nobody can sign in with',
  look: ({ read }) => {
    const line = read('/etc/passwd')
      ?.split('\n')
      .find((one) => one.startsWith('tapdesk:'));
    const [, , id, , , , shell] = line?.split(':') ?? [];
    const fine = id !== undefined && id !== '0' && shell?.endsWith('/nologin') === true;
    return { fine, found: line === undefined ? 'no such account' : `id ${id ?? '?'}, shell ${shell ?? '?'}` };
  },
};

const at = (folder: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${folder}/${name}`);

/** The parts of the lock in the order in which they are told. Source: docs/lock-linux.md. */
export const linuxLock: readonly LockCheck[] = [
  rootsOwn('program', 'the program belongs to root, and nobody else may change it', [
    program,
    ...at(program, 'tapdesk', 'session', 'stop', 'halted', 'keyring', 'resources', 'resources/app.asar'),
    ...at(program, 'package-manifest.json'),
    '/usr/bin/tapdesk',
  ]),
  account,
  rootsOwn(
    'units',
    'units of the session, its keyring and the page of a desk that does not stay up',
    at('/usr/lib/systemd/system', 'tapdesk.service', 'tapdesk-keyring.service', 'tapdesk-halted.service'),
  ),
  rootsOwn('terminals', 'no terminals beside the desk, and no sign-in at its screen', [
    '/usr/lib/systemd/logind.conf.d/90-tapdesk.conf',
    '/usr/lib/systemd/system/getty@.service.d/90-tapdesk.conf',
  ]),
  rootsOwn('keys-and-sleep', 'no keys that restart the machine or put it to sleep', [
    ...at('/usr/lib/systemd', 'system.conf.d/90-tapdesk.conf', 'sleep.conf.d/90-tapdesk.conf'),
    '/usr/lib/sysctl.d/90-tapdesk.conf',
  ]),
  rootsOwn('usb', 'the list of what may be plugged in', ['/etc/usbguard/rules.d/90-tapdesk.conf']),
  kernel('sysrq', '/proc/sys/kernel/sysrq', ['0', (value) => value === '0']),
  kernel('dumps', '/proc/sys/kernel/core_pattern', ['|/bin/false', (value) => value === '|/bin/false']),
  kernel('ptrace', '/proc/sys/kernel/yama/ptrace_scope', ['2 or more', (value) => Number(value) >= 2]),
  kernel('namespaces', '/proc/sys/user/max_user_namespaces', ['more than 0', (value) => Number(value) > 0]),
  kernel('screen', '/sys/class/tty/tty0/active', ['tty1', (value) => value === 'tty1']),
  noSwap,
];
