import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../setup/paths.mjs';
import { writeManifest } from './manifest.ts';

/** What the folder of a Debian package is laid out from. */
export interface Tree {
  /** Made anew. */
  readonly folder: string;
  /** The unpacked application. */
  readonly application: string;
  /** The documents that lie beside the program, by name. */
  readonly documents: Readonly<Record<string, string>>;
  /** What @NAME@ in the maintainer scripts stands for. */
  readonly words: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly epoch: number;
}

const linux = path.join(root, 'assets/linux');
const INSTALLED = 'usr/lib/tapdesk';

/**
 * Not installed: Chromium's sandbox stands on user namespaces here, so nothing is set-uid (ADR 0034), and no crash
 * reporter is ever started, whose dumps could hold a pass.
 */
const leftOut = ['chrome-sandbox', 'chrome_crashpad_handler'];

const filled = (text: string, words: Tree['words']): string =>
  text.replaceAll(/@([A-Z_]+)@/g, (whole, name: string) => words[name] ?? whole);

/** Read by root alone: usbguard refuses a list that others can read. */
const PRIVATE = 'etc/usbguard/rules.d';
const MAINTAINER = ['preinst', 'postinst', 'prerm', 'postrm'];

const modeOf = (name: string, executable: boolean): number => {
  if (executable) return 0o755;
  return name.startsWith(PRIVATE) ? 0o600 : 0o644;
};

const isProgram = (file: string): boolean => {
  const start = readFileSync(file).subarray(0, 4);
  return start.subarray(0, 2).toString('latin1') === '#!' || start.toString('latin1') === '\x7fELF';
};

/** The same modes and times whoever builds it: programs can be started, everything else is read. */
const settle = ({ folder, epoch }: Tree): void => {
  for (const one of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(one.parentPath, one.name);
    const name = path.relative(folder, file);
    // A library is loaded, not started; Debian's policy, 8.1.
    const executable = one.isFile() && !/\.(so|node)(\.|$)/.test(name) && isProgram(file);
    if (!one.isSymbolicLink()) chmodSync(file, one.isDirectory() ? 0o755 : modeOf(name, executable));
  }
  chmodSync(folder, 0o755);
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (one) => !one.isSymbolicLink(),
  );
  for (const one of all) utimesSync(path.join(one.parentPath, one.name), epoch, epoch);
};

const addDocuments = ({ folder, documents }: Tree): void => {
  const target = path.join(folder, 'usr/share/doc/tapdesk');
  mkdirSync(target, { recursive: true });
  for (const [name, text] of Object.entries(documents)) {
    // No name and no time within: the same bytes at each build.
    if (name.endsWith('.gz')) writeFileSync(path.join(target, name), gzipSync(text, { level: 9 }));
    else writeFileSync(path.join(target, name), text);
  }
};

const addApplication = async ({ folder, application }: Tree): Promise<void> => {
  const target = path.join(folder, INSTALLED);
  mkdirSync(target, { recursive: true });
  execFileSync('cp', ['-R', '--reflink=auto', '--', `${application}/.`, target]);
  for (const name of leftOut) rmSync(path.join(target, name), { force: true });
  cpSync(path.join(linux, 'root'), folder, { recursive: true });
  await writeManifest(target, () => false);
};

/** Files below /etc belong to who runs the machine: dpkg asks before it changes one that they changed. */
const conffiles = (folder: string): readonly string[] =>
  readdirSync(path.join(folder, 'etc'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => `/${path.relative(folder, path.join(one.parentPath, one.name))}`)
    .sort();

const addControl = ({ folder, words }: Tree, control: string): void => {
  const target = path.join(folder, 'DEBIAN');
  mkdirSync(target);
  writeFileSync(path.join(target, 'control'), control);
  writeFileSync(path.join(target, 'conffiles'), `${conffiles(folder).join('\n')}\n`);
  for (const name of MAINTAINER) {
    const text = readFileSync(path.join(linux, 'debian', name), 'utf8');
    writeFileSync(path.join(target, name), filled(text, words));
  }
};

const installedKilobytes = (folder: string): number =>
  Math.ceil(
    Number(
      execFileSync('du', ['--apparent-size', '--summarize', '--block-size=1', folder], {
        encoding: 'utf8',
      }).split('\t')[0],
    ) / 1024,
  );

/**
 * Lays a Debian package's folder out.
 * @param controlOf the control file, for what it installs in kilobytes
 */
export const layTree = async (
  tree: Tree,
  controlOf: (installedKilobytes: number) => string,
): Promise<void> => {
  rmSync(tree.folder, { recursive: true, force: true });
  mkdirSync(tree.folder, { recursive: true });
  await addApplication(tree);
  // Enabled by lying there: nothing is left behind when the package goes, and `systemctl mask` still holds.
  const wants = path.join(tree.folder, 'usr/lib/systemd/system/graphical.target.wants');
  mkdirSync(wants);
  execFileSync('ln', ['-s', '../tapdesk.service', path.join(wants, 'tapdesk.service')]);
  addDocuments(tree);
  addControl(tree, controlOf(installedKilobytes(tree.folder)));
  settle(tree);
};
