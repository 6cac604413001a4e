import nodeFs from 'node:fs';
import { version } from 'node:os';
import path from 'node:path';
import { installedIn, type Files } from './installed.ts';
import type { LocalStation } from './local.ts';
import { thisMachine } from './machine.ts';

/** What the caller knows of the process that this module cannot. */
export interface ThisProcess {
  readonly dataFolder: string;
  /** Whether this is an installed application. */
  readonly packaged: boolean;
  /** Inside Electron the one that takes an archive for a file; Node's own when left out. */
  readonly fs?: Files;
}

/** The station that this process runs on. */
export const thisStation = ({ dataFolder, packaged, fs = nodeFs }: ThisProcess): LocalStation => {
  const executable = process.execPath;
  return {
    platform: process.platform,
    systemVersion: version(),
    words: [...process.execArgv, ...process.argv],
    environment: process.env,
    processId: process.pid,
    userId: process.getuid?.() ?? null,
    dataFolder,
    executable,
    executableBytes: () => fs.createReadStream(executable, { highWaterMark: 1_048_576 }),
    installation: packaged ? installedIn(path.dirname(executable), fs, process.platform) : null,
    machine: thisMachine,
  };
};
