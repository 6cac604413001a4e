import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureElectron } from '../setup/electron.mjs';
import { root } from '../setup/paths.mjs';
import { ensureAccount, hasUserNamespaces, type Account } from './account.ts';
import { existingDisplay, hasDisplay, startVirtualDisplay, type Display } from './display.ts';
import { copyReadable, removeUnused, stage, stagingFolder } from './stage.ts';
import { stageApp } from './stage-app.ts';
import { writeWrapper } from './wrapper.ts';

export interface DesktopOptions {
  /** The application's folder: the checkout (its built `out/`) unless given. */
  readonly app?: string;
  /** 'virtual' starts a virtual display also where there is a real one (Linux only); 'auto' only where there is none. */
  readonly display?: 'auto' | 'virtual';
}

/** Everything to start Electron with its sandbox on, by Playwright or by spawn. */
export interface Desktop {
  /** Start this as if it were Electron. When root started the command, it becomes an ordinary user first. */
  readonly executablePath: string;
  /** Electron's first argument. */
  readonly appFolder: string;
  /** The environment to start it in. */
  readonly env: Record<string, string>;
  /** Makes another application ready to be Electron's first argument. */
  readonly stageApp: (folder: string) => string;
  /** Makes an empty folder that Electron may write in: its user data, and files that are handed to it. It is
   * gone after `dispose`. */
  readonly makeDataFolder: (name: string) => string;
  readonly electronVersion: string;
  /** True when this is not the version that ships. */
  readonly fallback: boolean;
  readonly virtualDisplay: boolean;
  /** Takes the virtual display and the data folders away. */
  readonly dispose: () => Promise<void>;
}

const makeRunFolder = (account: Account | undefined): string => {
  const folder = mkdtempSync(path.join(account === undefined ? os.tmpdir() : stagingFolder(), 'run-'));
  // The ordinary user goes through it to the folders that it owns.
  chmodSync(folder, account === undefined ? 0o700 : 0o755);
  return folder;
};

const makeOwned = (folder: string, account: Account | undefined): string => {
  mkdirSync(folder, { mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
};

/** Where user namespaces are switched off, Chromium's sandbox needs its set-uid program. */
const sandboxProgram = (folder: string): string => path.join(folder, 'chrome-sandbox');

const stageElectron = (folder: string, version: string): string =>
  stage({
    name: `electron-${version}`,
    key: `${folder}\0${lstatSync(path.join(folder, 'version')).mtimeMs}`,
    fill: (copy) => copyReadable(`${folder}/.`, copy),
  });

const assertSandbox = (folder: string): void => {
  if (process.platform !== 'linux' || hasUserNamespaces(undefined)) return;
  const program = sandboxProgram(folder);
  const stat = lstatSync(program);
  if (stat.uid === 0 && (stat.mode & 0o4755) === 0o4755) return;
  throw new Error(
    `Chromium's sandbox is switched off on this machine (no unprivileged user namespaces). Run: sudo chown root:root ${program} && sudo chmod 4755 ${program}`,
  );
};

/** Ends with the process, however it ends, short of SIGKILL (the display then goes by itself). */
const atEnd = (clean: () => void): (() => void) => {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const onSignal = (signal: NodeJS.Signals): void => {
    finish();
    process.kill(process.pid, signal);
  };
  const finish = (): void => {
    process.off('exit', finish);
    for (const signal of signals) process.off(signal, onSignal);
    clean();
  };
  process.on('exit', finish);
  for (const signal of signals) process.on(signal, onSignal);
  return finish;
};

/** Variables that would change what Electron runs. */
const UNWANTED = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE'];
/** All that is handed from root to the ordinary user; the wrapper sets the rest. */
const NEUTRAL = ['LANG', 'LANGUAGE', 'LC_ALL', 'TZ', 'PATH'];

const environmentFor = (account: Account | undefined): Record<string, string> => {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) {
    const wanted = account === undefined ? !UNWANTED.includes(name) : NEUTRAL.includes(name);
    if (value !== undefined && wanted) env[name] = value;
  }
  return env;
};

interface Executable {
  readonly executable: string;
  readonly folder: string;
  readonly version: string;
}

const ownExecutable = (electron: Executable): string => {
  assertSandbox(electron.folder);
  return electron.executable;
};

const executableFor = (account: Account, electron: Executable): string => {
  const staged = stageElectron(electron.folder, electron.version);
  if (!hasUserNamespaces(account)) chmodSync(sandboxProgram(staged), 0o4755);
  return path.join(staged, path.relative(electron.folder, electron.executable));
};

const openDisplay = (
  options: DesktopOptions,
  account: Account | undefined,
  runFolder: string,
): Promise<Display> => {
  const virtual = process.platform === 'linux' && (options.display === 'virtual' || !hasDisplay());
  return virtual
    ? startVirtualDisplay({ account, runFolder })
    : Promise.resolve(existingDisplay({ account, runFolder }));
};

/**
 * Makes Electron ready to be started with its sandbox on, whoever starts it and wherever the checkout lies: finds
 * it, and, when root started the command, copies it and the application to where an ordinary user can read but not
 * change them; starts a virtual display where there is none.
 * @throws SetupError when there is no Electron to be had; Error when the sandbox or a display cannot be
 */
export const prepareDesktop = async (options: DesktopOptions = {}): Promise<Desktop> => {
  const electron = await ensureElectron();
  const account = ensureAccount();
  if (account !== undefined) removeUnused();
  const runFolder = makeRunFolder(account);
  const home = account === undefined ? undefined : makeOwned(path.join(runFolder, 'home'), account);
  if (home !== undefined) makeOwned(path.join(home, 'runtime'), account);
  const display = await openDisplay(options, account, runFolder);
  const finish = atEnd(() => {
    display.stop();
    rmSync(runFolder, { recursive: true, force: true });
  });
  const source = options.app ?? root;
  let folders = 0;
  const shared = {
    env: { ...environmentFor(account), ...display.env },
    electronVersion: electron.version,
    fallback: electron.fallback,
    virtualDisplay: display.virtual,
    makeDataFolder: (name: string) => makeOwned(path.join(runFolder, `${name}-${(folders += 1)}`), account),
    dispose: () => {
      finish();
      return Promise.resolve();
    },
  };
  if (account === undefined || home === undefined) {
    const executablePath = ownExecutable(electron);
    return { ...shared, executablePath, appFolder: source, stageApp: (folder) => folder };
  }
  const executable = executableFor(account, electron);
  const executablePath = writeWrapper({ account, executable, runFolder, home, env: display.env });
  return { ...shared, executablePath, appFolder: stageApp(source), stageApp };
};
