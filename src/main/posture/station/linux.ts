import type { Machine } from './machine.ts';

/** One process as /proc shows it. */
interface Process {
  readonly name: string;
  readonly parent: number;
}

/** Source: proc(5), /proc/PID/status. */
const processOf = async ({ readText }: Machine, id: number): Promise<Process | null> => {
  const status = await readText(`/proc/${id}/status`);
  const name = /^Name:\t(.+)$/m.exec(status ?? '')?.[1];
  const parent = /^PPid:\t(\d+)$/m.exec(status ?? '')?.[1];
  return name === undefined || parent === undefined ? null : { name, parent: Number(parent) };
};

/** A kiosk compositor: it shows one program, full screen, and nothing else. */
const kioskCompositor = 'cage';

/** What somebody gets a desktop from. Names as processes show them, at most 15 characters. */
const desktops: ReadonlySet<string> = new Set(
  [
    'gnome-shell',
    'gnome-session-binary',
    'plasmashell',
    'kwin_wayland',
    'kwin_x11',
    'xfce4-session',
    'xfwm4',
    'cinnamon',
    'mate-session',
    'marco',
    'lxsession',
    'lxqt-session',
    'openbox',
    'fluxbox',
    'i3',
    'sway',
    'weston',
    'labwc',
    'wayfire',
    'Hyprland',
    'mutter',
    'budgie-wm',
  ].map((name) => name.slice(0, 15)),
);

/** Nobody has this many parents. */
const deepest = 64;

/** The kiosk compositor that a process runs under; null: none among its parents. */
const compositorOf = async (machine: Machine, id: number): Promise<number | null> => {
  let current = id;
  for (let depth = 0; depth < deepest && current > 1; depth += 1) {
    const found = await processOf(machine, current);
    if (found === null) return null;
    if (found.name === kioskCompositor) return current;
    current = found.parent;
  }
  return null;
};

/** The desktop that runs on this machine, for whomever; null: none of those known. */
const desktopOn = async (machine: Machine): Promise<string | null> => {
  const ids = ((await machine.list('/proc')) ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(ids.map((id) => processOf(machine, id)));
  return found.find((one) => one !== null && desktops.has(one.name))?.name ?? null;
};

/** Words a process was started with. */
const wordsOf = async ({ readText }: Machine, id: number): Promise<readonly string[] | null> =>
  (await readText(`/proc/${id}/cmdline`))?.split('\0').filter((word) => word !== '') ?? null;

/** `-s` lets people switch to other consoles; letters may be joined. Source: cage(1). */
const letsSwitch = (words: readonly string[]): boolean => {
  const own = words.slice(1, words.includes('--') ? words.indexOf('--') : undefined);
  return own.some((word) => /^-[a-zA-Z]*s/.test(word));
};

/** What Linux tells of the shell and of keys that the desk cannot keep from people. */
export const readLinuxSession = async (
  machine: Machine,
  processId: number,
): Promise<{ readonly shell: string | null; readonly keyboardFilter: boolean | null }> => {
  const [compositor, desktop, request] = await Promise.all([
    compositorOf(machine, processId),
    desktopOn(machine),
    machine.readText('/proc/sys/kernel/sysrq'),
  ]);
  const words = compositor === null ? null : await wordsOf(machine, compositor);
  const shell = desktop ?? (compositor === null ? null : 'tapdesk');
  // The kernel's own key combinations, and other consoles. Source: kernel admin-guide/sysrq; cage(1).
  if (request !== null && request.trim() !== '0') return { shell, keyboardFilter: false };
  if (request === null || words === null) return { shell, keyboardFilter: null };
  return { shell, keyboardFilter: !letsSwitch(words) };
};

/** Displays that something is plugged into. Source: the kernel's DRM connectors. */
export const readLinuxDisplays = async ({ list, readText }: Machine): Promise<number | null> => {
  const names = ((await list('/sys/class/drm')) ?? []).filter((name) => /^card\d+-/.test(name));
  if (names.length === 0) return null;
  const states = await Promise.all(names.map((name) => readText(`/sys/class/drm/${name}/status`)));
  return states.filter((state) => state?.trim() === 'connected').length;
};

/** Whether a block device, or one that it lies on, is a crypt target. Source: the kernel's device mapper. */
const isCrypt = async (machine: Machine, device: string, depth = 0): Promise<boolean> => {
  if (depth > 8) return false;
  const id = await machine.readText(`${device}/dm/uuid`);
  if (id?.startsWith('CRYPT-') === true) return true;
  const below = (await machine.list(`${device}/slaves`)) ?? [];
  const found = await Promise.all(below.map((name) => isCrypt(machine, `/sys/block/${name}`, depth + 1)));
  return found.includes(true);
};

/**
 * Whether the folder lies on a disk that the kernel encrypts. Never false: without a crypt target the disk may still
 * be encrypted by itself or by its host.
 */
export const readLinuxEncryption = async (machine: Machine, folder: string): Promise<true | null> => {
  const device = await machine.deviceOf(folder);
  if (device === null) return null;
  return (await isCrypt(machine, `/sys/dev/block/${device.major}:${device.minor}`)) ? true : null;
};

/** The distribution's own name. Source: os-release(5). */
export const readLinuxEdition = async ({ readText }: Machine): Promise<string | null> =>
  /^PRETTY_NAME="?([^"\n]+)/m.exec((await readText('/etc/os-release')) ?? '')?.[1] ?? null;
