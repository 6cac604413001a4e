import { ensureElectron } from '../setup/electron.mjs';
import { root } from '../setup/paths.mjs';
import { ensureAccount, type Account } from './account.ts';
import { atEnd } from './at-end.ts';
import { existingDisplay, hasDisplay, startVirtualDisplay, type Display } from './display.ts';
import { ownExecutable, stagedExecutable } from './executable.ts';
import { copyFor, makeRunFolders, type RunFolders } from './folders.ts';
import { removeUnused } from './stage.ts';
import { stageApp } from './stage-app.ts';
import { writeStarter, writeWrapper } from './wrapper.ts';

export interface DesktopOptions {
  /** The application's folder: the checkout (its built `out/`) unless given. */
  readonly app?: string;
  /** 'virtual' starts a virtual display also where there is a real one (Linux only); 'auto' only where there is none. */
  readonly display?: 'auto' | 'virtual';
  /** Where Electron keeps its own data unless told otherwise (`userData`), on Linux: 'new' is empty and goes with
   * `dispose`, so that several can run at once; 'kept' is the same at each run. */
  readonly home?: 'new' | 'kept';
  /** A shell script that is started instead, with Electron and its arguments as its own; on Linux. */
  readonly within?: string;
  /** 'caller': a signal cleans nothing up, because the caller handles it and calls `dispose`. */
  readonly signals?: 'clean' | 'caller';
}

/** Everything to start Electron with its sandbox on, by Playwright (`chromiumSandbox: true`) or by spawn. */
export interface Desktop {
  /** Start this as if it were Electron. When root started the command, it becomes an ordinary user first. */
  readonly executablePath: string;
  /** Electron's first argument. */
  readonly appFolder: string;
  /** The environment to start it in. For root's commands, what a caller adds does not pass (see wrapper.ts). */
  readonly env: Record<string, string>;
  /** Makes another application ready. @returns the folder to be Electron's first argument */
  readonly stageApp: (folder: string) => string;
  /** Makes an empty folder that Electron may write in: its user data, and files that are handed to it. It is
   * gone after `dispose`. */
  readonly makeDataFolder: (name: string) => string;
  /** Makes a file readable for Electron, by a copy if need be. @returns the path to give it */
  readonly handOver: (file: string) => string;
  readonly electronVersion: string;
  /** True when this is not the version that ships. */
  readonly fallback: boolean;
  readonly virtualDisplay: boolean;
  /** Takes the virtual display and the data folders away. */
  readonly dispose: () => Promise<void>;
}

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

interface Place {
  readonly account: Account | undefined;
  readonly folders: RunFolders;
}

type Electron = Awaited<ReturnType<typeof ensureElectron>>;
type Program = Pick<Desktop, 'executablePath' | 'appFolder' | 'stageApp' | 'handOver'>;

/** The account has a home of its own; a person's is left to them, but for what this run keeps. */
const ownData = ({ account, folders }: Place, { home }: DesktopOptions): Record<string, string> =>
  account === undefined && process.platform === 'linux' && home !== 'kept'
    ? { XDG_CONFIG_HOME: folders.makeData('config') }
    : {};

interface Parts extends Place {
  readonly electron: Electron;
  readonly display: Display;
  readonly app: string;
  readonly within: string | undefined;
}

const openDisplay = (options: DesktopOptions, { account, folders }: Place): Promise<Display> => {
  const virtual = process.platform === 'linux' && (options.display === 'virtual' || !hasDisplay(account));
  const where = { account, runFolder: folders.run };
  return virtual ? startVirtualDisplay(where) : Promise.resolve(existingDisplay(where));
};

const same = (file: string): string => file;

const programFor = ({ account, folders, electron, display, app, within }: Parts): Program => {
  const { run, home } = folders;
  if (account === undefined || home === undefined) {
    const executable = ownExecutable(electron);
    const executablePath =
      within === undefined ? executable : writeStarter(run, ['/bin/sh', within, executable]);
    return { executablePath, appFolder: app, stageApp: same, handOver: same };
  }
  const executable = stagedExecutable(account, electron);
  const around =
    within === undefined ? [] : ['/bin/sh', copyFor(account, within, folders.makeData('starter'))];
  const command = [...around, executable];
  return {
    executablePath: writeWrapper({ account, command, runFolder: run, home, env: display.env }),
    appFolder: stageApp(app),
    stageApp,
    handOver: (file) => copyFor(account, file, folders.makeData('handed-over')),
  };
};

/**
 * Makes Electron ready to be started with its sandbox on, whoever starts it and wherever the checkout lies: finds
 * it, and, when root started the command, copies it and the application to where an ordinary user can read but not
 * change them; starts a virtual display where there is none.
 * @throws SetupError when there is no Electron to be had or its sandbox cannot work; Error when a display or the
 *   ordinary user's account cannot be made
 */
export const prepareDesktop = async (options: DesktopOptions = {}): Promise<Desktop> => {
  const electron = await ensureElectron();
  const account = ensureAccount();
  if (account !== undefined) removeUnused();
  const folders = makeRunFolders(account, options.home === 'kept');
  const place = { account, folders };
  const display = await openDisplay(options, place);
  const finish = atEnd(() => {
    display.stop();
    folders.remove();
  }, options.signals !== 'caller');
  return {
    ...programFor({ ...place, electron, display, app: options.app ?? root, within: options.within }),
    env: { ...environmentFor(account), ...ownData(place, options), ...display.env },
    makeDataFolder: folders.makeData,
    electronVersion: electron.version,
    fallback: electron.fallback,
    virtualDisplay: display.virtual,
    dispose: () => {
      finish();
      return Promise.resolve();
    },
  };
};
