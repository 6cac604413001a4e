import { readdirSync } from 'node:fs';
import { say, SetupError } from './report.mjs';
import { run } from './spawn.mjs';

/** What Electron loads at start on Debian 12 and its relatives. */
const libraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'libxshmfence1',
  'libcups2',
];
const virtualDisplay = ['xvfb'];
/** Latin and Chinese: the desk's languages. Small ones, so that a bare machine is ready soon. */
const fonts = ['fonts-dejavu-core', 'fonts-wqy-microhei'];
/** What somebody before the display is played by: a window manager, keys, a clipboard, and who looks at the windows. */
const forAttempts = ['openbox', 'xdotool', 'xclip', 'x11-utils', 'x11-apps'];
/** Tests alone use these: a keyring with the bus it is asked over, what tells which writes were synced, and what reads a
 * printed page. */
const forTests = [
  'dbus-daemon',
  'gnome-keyring',
  'strace',
  'poppler-utils',
  'fido2-tools',
  'socat',
  ...forAttempts,
];
/** A real card service with a virtual reader: the library that speaks to it comes along. */
const forCards = ['pcscd', 'vsmartcard-vpcd'];
/** What the Debian package depends on beside Electron's libraries: its tests install it. */
const forThePackage = ['cage', 'xwayland', 'systemd', 'libpam-systemd', 'libpcsclite1', 'procps'];

/**
 * Debian package names that nothing installed carries or provides. Newer releases rename libraries
 * (libgtk-3-0t64) and provide the old name.
 * @param {readonly string[]} wanted
 * @param {string} installed lines of `package<TAB>status<TAB>provides`, as dpkg-query prints them
 * @returns {readonly string[]}
 */
export const missingPackages = (wanted, installed) => {
  const present = new Set();
  for (const line of installed.split('\n')) {
    const [name, status, provides] = line.split('\t');
    if (!status?.startsWith('ii')) continue;
    present.add(name);
    for (const one of (provides ?? '').split(',')) present.add(one.trim().split(' ')[0]);
  }
  return wanted.filter((name) => !present.has(name));
};

const installedPackages = async () => {
  const format = '${Package}\t${db:Status-Abbrev}\t${Provides}\n';
  const { code, output } = await run('dpkg-query', ['-W', '-f', format], { quiet: true });
  return code === 0 ? output : undefined;
};

const isRoot = () => process.getuid?.() === 0;

/** Only root is given what is merely good to have; an ordinary user is not stopped for want of it. */
const wantedHere = () => {
  if (isRoot()) return [...libraries, ...virtualDisplay, ...fonts, ...forTests, ...forThePackage];
  const hasDisplay = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  return hasDisplay ? libraries : [...libraries, ...virtualDisplay];
};

/**
 * Nothing on other platforms and on a Linux without dpkg, where the names would mean nothing.
 * @param {readonly string[]} wanted
 */
const missingOf = async (wanted) => {
  if (process.platform !== 'linux') return [];
  const installed = await installedPackages();
  return installed === undefined ? [] : missingPackages(wanted, installed);
};

const hasLists = () => {
  try {
    return readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'));
  } catch {
    return false;
  }
};

/** What apt-get has to say matters only when it fails. @param {readonly string[]} args */
const aptGet = async (args) => {
  const { code, output } = await run('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    quiet: true,
  });
  if (code !== 0) process.stderr.write(output);
  return code;
};

/** @param {readonly string[]} names */
const aptInstall = (names) => aptGet(['install', '-y', '--no-install-recommends', ...names]);

/** @param {readonly string[]} wanted */
const install = async (wanted) => {
  const names = await missingOf(wanted);
  if (!isRoot()) {
    const update = hasLists() ? '' : 'sudo apt-get update && ';
    throw new SetupError(
      `this machine lacks system packages. Run "${update}sudo apt-get install ${names.join(' ')}" and start the same command again.`,
    );
  }
  const fresh = hasLists();
  if (!fresh) await aptGet(['update']);
  say(`system packages: ${names.join(' ')}`);
  if ((await aptInstall(names)) === 0) return;
  // Old lists name files that are no longer on the mirror.
  if (fresh && (await aptGet(['update'])) === 0 && (await aptInstall(names)) === 0) return;
  throw new SetupError(`apt-get could not install ${names.join(' ')}; its own message is above.`);
};

/** @type {import('./steps.mjs').Step} */
export const systemPackages = {
  title: 'installing the system packages that Electron needs',
  isDone: async () => (await missingOf(wantedHere())).length === 0,
  install: () => install(wantedHere()),
};

/** Tests that read cards need them; an ordinary user is told by those tests. @type {import('./steps.mjs').Step} */
export const cardPackages = {
  title: 'installing a card service with a virtual reader',
  isDone: async () => !isRoot() || (await missingOf(forCards)).length === 0,
  install: () => install(forCards),
};
