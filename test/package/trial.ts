import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** Debian's tools, and the rights to lay a machine over this one. */
export const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/dpkg-deb');
export const canBuild = existsSync('/usr/bin/dpkg-deb');

const run = (file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): string => {
  const { status, stdout, stderr } = spawnSync(file, [...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    timeout: 240_000,
  });
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${String(status)}: ${stderr}`);
  return stdout;
};

/** Makes the Debian package as `npm run package -- --not-for-release` does, uncompressed. @returns its path */
export const buildPackage = (out: string): string => {
  const said = run(process.execPath, ['scripts/package.ts', '--not-for-release', '--quick', '--out', out]);
  const file = said.split('\n').find((line) => line.endsWith('.deb'));
  if (file === undefined) throw new Error(`no package: ${said}`);
  return path.resolve(root, file);
};

/** What a trial left. */
export interface Trial {
  /** The answers, by name. */
  readonly answers: (name: string) => string;
  /** A look at the screen of cage, as `xwd` writes it. */
  readonly picture: (name: string) => Buffer;
  readonly close: () => void;
}

interface TrialOptions {
  /** The package. */
  readonly file: string;
  /** The site's configuration. */
  readonly config: object;
  /** Keys that somebody presses before the desk in cage, by their X names. */
  readonly pressed: readonly string[];
}

/** Installs, runs, replaces and removes the package on a machine laid over this one, which is gone afterwards. */
export const tryPackage = ({ file, config, pressed }: TrialOptions): Trial => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-package-'));
  const shared = path.join(folder, 'shared');
  mkdirSync(path.join(folder, 'machine'));
  mkdirSync(shared);
  cpSync(file, path.join(shared, 'tapdesk.deb'));
  for (const script of ['trial.sh', 'watch.sh'])
    cpSync(path.join(import.meta.dirname, 'machine', script), path.join(shared, script));
  writeFileSync(path.join(shared, 'keys'), `${pressed.join('\n')}\n`);
  writeFileSync(path.join(shared, 'config.json'), JSON.stringify(config));
  const inside = path.join(import.meta.dirname, 'machine/inside.sh');
  run('timeout', ['--kill-after=5', '180', inside, path.join(folder, 'machine'), '/run/shared/trial.sh'], {
    TAPDESK_SHARED: shared,
  });
  return {
    answers: (name) => readFileSync(path.join(shared, 'result', name), 'utf8').trim(),
    picture: (name) => readFileSync(path.join(shared, 'result', `${name}.xwd`)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
};
