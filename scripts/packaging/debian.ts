import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';
import { layTree } from './debian-tree.ts';

export interface DebianPackage {
  /** The unpacked application. */
  readonly application: string;
  /** Where the package goes; absolute. */
  readonly out: string;
  readonly version: string;
  readonly notForRelease: boolean;
  readonly compressed: boolean;
  /** Seconds: what every file in it carries. */
  readonly epoch: number;
  /** Further documents beside the program: licences and the list of what it is made of. */
  readonly documents: Readonly<Record<string, string>>;
}

/** Electron's libraries on Debian 12 and 13, then what the session is made of. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libasound2 | libasound2t64',
  'libgbm1',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libdrm2',
  'libnotify4',
  'libsecret-1-0',
  'libcups2 | libcups2t64',
  'cage',
  // cage of Debian does not start without it; the desk itself speaks Wayland.
  'xwayland',
  'dbus-daemon',
  'gnome-keyring',
  'libpam-systemd',
  'libpcsclite1',
  'systemd (>= 250)',
  'fonts-dejavu-core',
  'fonts-wqy-microhei',
];

const controlOf = ({ version, notForRelease }: DebianPackage, installedKilobytes: number): string =>
  [
    'Package: tapdesk',
    `Version: ${version}`,
    'Architecture: amd64',
    'Section: admin',
    'Priority: optional',
    'Maintainer: The Tapdesk authors <tapdesk@tapdesk.invalid>',
    `Installed-Size: ${installedKilobytes}`,
    `Depends: ${depends.join(', ')}`,
    'Recommends: usbguard, pcscd',
    `Description: enrollment desk for Microsoft Entra Temporary Access Passes${notForRelease ? ' (NOT FOR RELEASE)' : ''}`,
    ' Turns the machine into an enrollment desk: one program in one session, which',
    ' issues a Temporary Access Pass in person and takes it away again. The package',
    ' brings the lock of the operating system with it and takes it away when it is',
    ' removed.',
    ...(notForRelease
      ? [' .', ' Made with a stand-in for Electron that gets no security fixes: for trials only.']
      : []),
    '',
  ].join('\n');

/** SQLite's `user_version` of the newest journal that this program reads: the number of its migrations. */
const journalVersion = (): number => {
  const text = readFileSync(path.join(root, 'src/main/journal/database.ts'), 'utf8');
  const list = /const migrations: readonly string\[\] = \[([^\]]*)\]/.exec(text)?.[1];
  if (list === undefined) throw new Error('the list of migrations is not where it was');
  return list.split(',').filter((one) => one.trim() !== '').length;
};

const document = (name: string): string => readFileSync(path.join(root, name), 'utf8');

const dpkgDeb = (folder: string, file: string, { compressed, epoch }: DebianPackage): void => {
  const { status, error } = spawnSync(
    'dpkg-deb',
    ['--root-owner-group', ...(compressed ? ['-Zxz'] : ['-Znone']), '--build', folder, file],
    { stdio: ['ignore', 2, 2], env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) } },
  );
  if (error !== undefined || status !== 0) {
    throw new SetupError('dpkg-deb could not make the package (Debian: dpkg); its own message is above.');
  }
};

/**
 * Makes the Debian package from the unpacked application by Debian's own tools: the same bytes from the same commit.
 * @returns its path
 * @throws SetupError when dpkg-deb is not there or refuses
 */
export const makeDebianPackage = async (wanted: DebianPackage): Promise<string> => {
  const folder = path.join(wanted.out, 'debian');
  const tree = {
    folder,
    application: wanted.application,
    epoch: wanted.epoch,
    words: { VERSION: wanted.version, JOURNAL_VERSION: String(journalVersion()) },
    documents: {
      copyright: document('assets/linux/debian/copyright'),
      'changelog.gz': document('docs/changelog.md'),
      'lock-linux.md': document('docs/lock-linux.md'),
      'example-config.json': document('docs/example-config.json'),
      ...wanted.documents,
    },
  };
  await layTree(tree, (kilobytes) => controlOf(wanted, kilobytes));
  const file = path.join(wanted.out, `tapdesk_${wanted.version}_amd64.deb`);
  dpkgDeb(folder, file, wanted);
  return file;
};
