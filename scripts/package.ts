import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { runMain } from './main.ts';
import { ensureElectron, pinnedVersion } from './setup/electron.mjs';
import { root } from './setup/paths.mjs';
import { SetupError } from './setup/report.mjs';

/** What is asked of an Electron before it may be shipped. */
interface Candidate {
  readonly version: string;
  readonly fallback: boolean;
}

/**
 * A stand-in is no longer fixed when somebody finds a hole in it.
 * @throws SetupError for any Electron but the pinned one
 */
export const assertShippable = (electron: Candidate, pinned: string): void => {
  if (!electron.fallback && electron.version === pinned) return;
  throw new SetupError(
    `a release is made with Electron ${pinned} and no other; this is ${electron.version}. Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked ${pinned}, or unset it and let it be downloaded.`,
  );
};

const main = async (): Promise<number> => {
  const electron = await ensureElectron({ toShip: true });
  assertShippable(electron, pinnedVersion());
  await ensureBuilt();
  const builder = path.join(root, 'node_modules/electron-builder/cli.js');
  const args = [
    '--config',
    'electron-builder.yml',
    `-c.electronDist=${electron.folder}`,
    '--publish',
    'never',
  ];
  const { status } = spawnSync(process.execPath, [builder, ...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 1;
};

if (import.meta.main) await runMain(main);
