import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

interface Electron {
  readonly folder: string;
  readonly version: string;
}

export interface Application {
  readonly electron: Electron;
  readonly version: string;
  /** electron-builder's own targets; `dir` is an unpacked folder. */
  readonly targets: readonly string[];
  /** Absolute. */
  readonly out: string;
  /** Seconds; what electron-builder's tools put into archives. */
  readonly epoch: number;
}

const platformFlag = (): string => {
  if (process.platform === 'win32') return '--win';
  return process.platform === 'darwin' ? '--mac' : '--linux';
};

/**
 * Packs the built application with electron-builder, which flips the fuses and writes the list of files
 * (scripts/packaging/after-pack.ts).
 * @returns the unpacked folder on Linux
 * @throws SetupError when it fails; its own message has been printed
 */
export const packApplication = ({ electron, version, targets, out, epoch }: Application): string => {
  const unpacked = path.join(out, 'linux-unpacked');
  rmSync(unpacked, { recursive: true, force: true });
  const builder = path.join(root, 'node_modules/electron-builder/cli.js');
  const args = [
    ...['--config', 'electron-builder.yml', '--publish', 'never'],
    `-c.electronDist=${electron.folder}`,
    `-c.electronVersion=${electron.version}`,
    `-c.extraMetadata.version=${version}`,
    `-c.directories.output=${out}`,
    // A release for Windows or macOS that cannot be signed is none.
    ...(process.env['TAPDESK_SIGNED'] === 'true' ? ['-c.forceCodeSigning=true'] : []),
    platformFlag(),
    ...targets,
  ];
  const { status } = spawnSync(process.execPath, [builder, ...args], {
    cwd: root,
    // What it says goes where progress goes: standard output names the results alone.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, SOURCE_DATE_EPOCH: String(epoch) },
  });
  if (status !== 0) throw new SetupError('electron-builder could not pack the application; see above.');
  return unpacked;
};
