import path from 'node:path';
import type { StationFacts } from './facts.ts';
import { wrongFusesOn, readFuseWires } from './fuses.ts';
import { readLinuxDisplays, readLinuxEdition, readLinuxEncryption, readLinuxSession } from './linux.ts';
import type { Machine } from './machine.ts';
import { readPackage, type Installation } from './package.ts';
import { readWindows } from './windows.ts';

/** What of the running process tells about the station; handed in, so that a test can be any station. */
export interface LocalStation {
  readonly platform: NodeJS.Platform;
  /** As `os.version()` gives it. */
  readonly systemVersion: string;
  /** Words the process was started with, of the runtime and of the program. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly processId: number;
  /** The user id; null where the system has none. */
  readonly userId: number | null;
  /** Where the journal is, or will be. */
  readonly dataFolder: string;
  /** The file that runs. */
  readonly executable: string;
  /** Its bytes, in order; throws where it cannot be read. */
  readonly executableBytes: () => AsyncIterable<Uint8Array>;
  /** The packaged files; null where the program is not packaged. */
  readonly installation: Installation | null;
  readonly machine: Machine;
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

type Told = Pick<
  StationFacts,
  'edition' | 'shell' | 'keyboardFilter' | 'administrator' | 'diskEncrypted' | 'displays'
>;

const linux = async (here: LocalStation): Promise<Told> => {
  const { machine, processId, systemVersion, dataFolder, userId } = here;
  const [edition, session, diskEncrypted, displays] = await Promise.all([
    readLinuxEdition(machine),
    readLinuxSession(machine, processId),
    readLinuxEncryption(machine, dataFolder),
    readLinuxDisplays(machine),
  ]);
  const administrator = userId === null ? null : userId === 0;
  return { edition: edition ?? systemVersion, ...session, administrator, diskEncrypted, displays };
};

/** Nothing that a system has to be asked about. */
const untold: Omit<Told, 'edition'> = {
  shell: null,
  keyboardFilter: null,
  administrator: null,
  diskEncrypted: null,
  displays: null,
};

const windows = async ({ machine, executable, dataFolder, systemVersion }: LocalStation): Promise<Told> => {
  const program = path.win32.basename(executable);
  const told = await readWindows(machine, { program, folder: dataFolder });
  return { ...untold, ...told, edition: told?.edition ?? systemVersion };
};

const systemOf = (here: LocalStation): Promise<Told> => {
  if (here.platform === 'linux') return linux(here);
  if (here.platform === 'win32') return windows(here);
  const administrator = here.userId === null ? null : here.userId === 0;
  return Promise.resolve({ ...untold, administrator, edition: here.systemVersion });
};

const fusesOf = async ({ executableBytes }: LocalStation): Promise<string[] | null> => {
  try {
    const wrong = wrongFusesOn(await readFuseWires(executableBytes()));
    return wrong === null ? null : [...wrong];
  } catch {
    return null;
  }
};

/** What this station can tell of itself without the window: the rest is null, which counts as not fine. */
export const readLocalStation = async (here: LocalStation): Promise<StationFacts> => {
  const [system, free, wrongFuses, files] = await Promise.all([
    systemOf(here),
    here.machine.freeBytes(here.dataFolder),
    fusesOf(here),
    here.installation === null ? null : readPackage(here.installation),
  ]);
  return {
    ...system,
    debuggerSwitches: [...debuggersIn(here)],
    wrongFuses,
    package: files,
    clockOffsetSeconds: null,
    diskFreeMegabytes: free === null ? null : free / 1_000_000,
    journal: null,
    keyProtection: null,
  };
};
