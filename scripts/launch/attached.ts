import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright';
import { root } from '../setup/paths.mjs';
import type { Desktop } from './index.ts';

interface Attached {
  /** What follows the application's folder. */
  readonly args: readonly string[];
  /** Besides the desktop's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another application than the desktop's own, made ready by `stageApp`. */
  readonly appFolder?: string;
}

/**
 * Starts an application of the desktop under Playwright, with Chromium's sandbox on. It opens its windows only once
 * Playwright is connected (hold.cjs); only an unpackaged application can be started so.
 */
export const launchAttached = (
  desktop: Desktop,
  { args, env, appFolder }: Attached,
): Promise<ElectronApplication> => {
  const hold = desktop.handOver(path.join(root, 'scripts/launch/hold.cjs'));
  return _electron.launch({
    executablePath: desktop.executablePath,
    args: ['-r', hold, appFolder ?? desktop.appFolder, ...args],
    env: { ...desktop.env, ...env },
    chromiumSandbox: true,
  });
};
