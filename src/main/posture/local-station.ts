import { readdir, readFile, statfs } from 'node:fs/promises';
import type { StationFacts } from './station.ts';

/** What of the running process tells about the station; handed in, so that a test can be any station. */
export interface LocalStation {
  readonly platform: NodeJS.Platform;
  /** As `os.version()` gives it. */
  readonly systemVersion: string;
  /** Words the process was started with, of the runtime and of the program. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user id; null where the system has none. */
  readonly userId: number | null;
  /** Where the journal is, or will be. */
  readonly dataFolder: string;
}

/** Switches and variables that let somebody look into the process. Source: Node.js and Chromium, debugging. */
const debugging = [
  /^--inspect(-brk|-port|-wait)?(=|$)/,
  /^--remote-debugging-(port|pipe)(=|$)/,
  /^--js-flags=/,
];
const debuggingVariables = ['NODE_OPTIONS', 'ELECTRON_RUN_AS_NODE', 'ELECTRON_ENABLE_LOGGING'];

const debuggersIn = ({ words, environment }: LocalStation): readonly string[] => [
  ...words.filter((word) => debugging.some((one) => one.test(word))),
  ...debuggingVariables.filter((name) => (environment[name] ?? '') !== ''),
];

/** What cannot be read is not known. */
const orNull = async <T>(read: () => Promise<T>): Promise<T | null> => {
  try {
    return await read();
  } catch {
    return null;
  }
};

const editionOf = async ({ platform, systemVersion }: LocalStation): Promise<string | null> => {
  if (platform !== 'linux') return systemVersion;
  const release = await orNull(() => readFile('/etc/os-release', 'utf8'));
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release ?? '')?.[1] ?? systemVersion;
};

/** Source: the kernel's device mapper, whose crypt targets carry this prefix. */
const encryptedOn = async ({ platform }: LocalStation): Promise<boolean | null> => {
  if (platform !== 'linux') return null;
  const devices = await orNull(() => readdir('/sys/block'));
  const mappers = (devices ?? []).filter((name) => name.startsWith('dm-'));
  const ids = await Promise.all(
    mappers.map((name) => orNull(() => readFile(`/sys/block/${name}/dm/uuid`, 'utf8'))),
  );
  // Without a crypt target the disk may still be encrypted by itself or by its host.
  return ids.some((id) => id?.startsWith('CRYPT-') === true) ? true : null;
};

/**
 * What this station can tell of itself without the window: the rest is null, which counts as not fine. The shell, the
 * keyboard filter, the fuses and the package's files are not looked at yet.
 */
export const readLocalStation = async (here: LocalStation): Promise<StationFacts> => {
  const space = await orNull(() => statfs(here.dataFolder));
  return {
    edition: await editionOf(here),
    shell: null,
    keyboardFilter: null,
    administrator: here.userId === null ? null : here.userId === 0,
    debuggerSwitches: [...debuggersIn(here)],
    wrongFuses: null,
    package: null,
    displays: null,
    clockOffsetSeconds: null,
    diskFreeMegabytes: space === null ? null : (space.bavail * space.bsize) / 1_000_000,
    diskEncrypted: await encryptedOn(here),
    journal: null,
    keyProtection: null,
  };
};
