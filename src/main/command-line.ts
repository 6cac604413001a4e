import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { createAsk, runCli } from './cli/index.ts';
import { hasPolicies, installedConfigFiles, installedSiteFile } from './config/index.ts';
import { app, safeStorage } from 'electron';
import { readStationKey } from './journal/index.ts';
import { refusalsOf } from './kiosk/index.ts';

const CANNOT_RUN = 2;

/** Waits until all that was written has been taken. */
const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => {
      resolve();
    });
  });

/**
 * The command line of the installed program: the same commands as `npm run tapdesk`, with the same code as the desk,
 * and neither window nor display.
 *
 * @param words what follows the program's own name and switches
 */
export const runCommandLine = async (words: readonly string[]): Promise<void> => {
  // Chromium's own data: a desk may be at work on the same station.
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-command-'));
  app.setPath('sessionData', folder);
  const refused = refusalsOf({
    commandLine: app.commandLine,
    words: process.argv.slice(1),
    environment: process.env,
    platform: process.platform,
    isPackaged: app.isPackaged,
  });
  const here = {
    platform: process.platform,
    environment: process.env,
    exists: existsSync,
    hasPolicies: hasPolicies(process.platform),
  };
  const status =
    refused.length > 0
      ? CANNOT_RUN
      : await runCli(words, {
          out: (text) => process.stdout.write(text),
          error: (text) => process.stderr.write(text),
          simulatorProgram: null,
          installedConfigFiles: installedConfigFiles(here),
          siteFile: installedSiteFile(here),
          ask: createAsk(process.stdin, process.stderr),
          clock: { now: () => Date.now(), monotonicMs: () => performance.now() },
          stationKey: (folder, simulated) =>
            readStationKey({ folder, protection: simulated ? null : safeStorage }),
        });
  for (const sentence of refused) process.stderr.write(`${sentence}\n`);
  await flushed(process.stdout);
  rmSync(folder, { recursive: true, force: true });
  app.exit(status);
};
