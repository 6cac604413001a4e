import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asAccount, ensureAccount } from '../../scripts/launch/account.ts';
import { startVirtualDisplay } from '../../scripts/launch/display.ts';
import { makeRunFolders } from '../../scripts/launch/folders.ts';
import { copyReadable, stage } from '../../scripts/launch/stage.ts';
import { buildPackage } from '../package/trial.ts';

/** A start of the packaged program. */
export interface Started {
  readonly child: ChildProcess;
  /** Everything it has written so far. */
  readonly output: () => string;
  /** Its exit status, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** How a program is started from outside. */
export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Another folder with the program. */
  readonly folder?: string;
  /** Started with the data of an earlier start. */
  readonly home?: string;
}

/** The package, with its fuses, on a display with a window manager, and somebody before it who is not a friend. */
export interface Packaged {
  /** The installed folder: root's where root runs the tests. */
  readonly folder: string;
  /** Whether the program runs as another account than the one that its files belong to. */
  readonly isRoots: boolean;
  /** Names the display. */
  readonly env: Readonly<Record<string, string>>;
  readonly start: (words: readonly string[], options?: StartOptions) => Started;
  /** Runs a tool as the account that the desk runs as. @returns what it wrote, its complaints too */
  readonly run: (command: readonly string[]) => string;
  /** Starts a tool that stays. */
  readonly stay: (command: readonly string[]) => ChildProcess;
  readonly makeFolder: (name: string) => string;
  /** A file that the account can read. @returns its path */
  readonly give: (folder: string, name: string, content: string | { readonly copyOf: string }) => string;
  readonly close: () => Promise<void>;
}

/** A window manager as on any desktop, with the keys by which windows are left and closed. */
const windowManager = `<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <desktops><number>2</number><popupTime>0</popupTime></desktops>
  <keyboard>
    <keybind key="A-F4"><action name="Close"/></keybind>
    <keybind key="A-Tab"><action name="NextWindow"><dialog>none</dialog></action></keybind>
    <keybind key="A-S-Tab"><action name="PreviousWindow"><dialog>none</dialog></action></keybind>
    <keybind key="A-Escape"><action name="Lower"/></keybind>
    <keybind key="W-d"><action name="ToggleShowDesktop"/></keybind>
    <keybind key="C-A-Right"><action name="GoToDesktop"><to>next</to></action></keybind>
  </keyboard>
</openbox_config>
`;

const ended = (child: ChildProcess): Promise<number | NodeJS.Signals> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? signal ?? 0);
    });
  });

/** Builds the package once and lays it out as it is installed: root's, and readable for all. */
const installPackage = (roots: boolean): { readonly folder: string; readonly remove: () => void } => {
  const out = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-outside-'));
  const remove = (): void => {
    rmSync(out, { recursive: true, force: true });
  };
  buildPackage(out);
  const laid = path.join(out, 'debian/usr/lib/tapdesk');
  if (!roots) return { folder: laid, remove };
  const key = createHash('sha256').update(readFileSync(path.join(laid, 'package-manifest.json')));
  const folder = stage({
    name: 'app',
    key: `package ${key.digest('hex')}`,
    fill: (copy) => {
      copyReadable(`${laid}/.`, copy);
    },
  });
  remove();
  return { folder, remove: () => undefined };
};

/** Makes the package and a display for it. Whoever opens it closes it. */
export const openPackaged = async (): Promise<Packaged> => {
  const account = ensureAccount();
  const folders = makeRunFolders(account, false);
  const installed = installPackage(account !== undefined);
  const display = await startVirtualDisplay({ account, runFolder: folders.run });
  const homeFolder = folders.home ?? folders.makeData('home');
  const baseEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LANG: 'C.UTF-8', ...display.env };
  const children = new Set<ChildProcess>();

  const spawned = (command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess => {
    const words = account === undefined ? command : ['setpriv', ...asAccount(account), ...command];
    const [file = '', ...args] = words;
    const child = spawn(file, args, { cwd: '/', env: { ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const homeEnv = (home: string) => ({ ...baseEnv, HOME: home, XDG_RUNTIME_DIR: home });
  const give: Packaged['give'] = (folder, name, content) => {
    const file = path.join(folder, name);
    if (typeof content === 'string') writeFileSync(file, content, { mode: 0o644 });
    else copyFileSync(content.copyOf, file);
    return file;
  };
  const settings = give(folders.makeData('window-manager'), 'rc.xml', windowManager);
  spawned(['openbox', '--sm-disable', '--config-file', settings], homeEnv(homeFolder));

  return {
    folder: installed.folder,
    isRoots: account !== undefined,
    env: baseEnv,
    start: (words, { env = {}, folder = installed.folder, home } = {}) => {
      const where = homeEnv(home ?? folders.makeData('home'));
      const child = spawned([path.join(folder, 'tapdesk'), ...words], { ...where, ...env });
      let written = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (written += chunk.toString()));
      return { child, output: () => written, ended: ended(child) };
    },
    run: (command) => {
      const [file = '', ...args] =
        account === undefined ? command : ['setpriv', ...asAccount(account), ...command];
      const options = { encoding: 'utf8', cwd: '/', maxBuffer: 1 << 25, env: homeEnv(homeFolder) } as const;
      const { stdout, stderr } = spawnSync(file, args, options);
      return `${stdout}${stderr}`;
    },
    stay: (command) => spawned(command, homeEnv(homeFolder)),
    makeFolder: folders.makeData,
    give,
    close: async () => {
      const ends = [...children].map((child) => ended(child));
      for (const child of children) child.kill('SIGKILL');
      await Promise.all(ends);
      display.stop();
      installed.remove();
      folders.remove();
    },
  };
};
