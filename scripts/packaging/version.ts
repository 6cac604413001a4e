import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

/** The names of one version, in each place that has rules of its own for them. */
export interface Version {
  /** As semantic versioning writes it: what the program says of itself. */
  readonly program: string;
  /** As Debian sorts it: a package not for release is older than the release it is named after. */
  readonly debian: string;
}

interface Manifest {
  readonly version: string;
}

/** @param notForRelease marks the version, and with it every file name and the program's own screens */
export const versionOf = (notForRelease: boolean): Version => {
  // Our own file, in npm's form.
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  return notForRelease
    ? { program: `${version}-not-for-release`, debian: `${version}~not.for.release` }
    : { program: version, debian: version };
};

/**
 * The moment that every file of a package carries, so that two builds of one commit are the same: that of the commit,
 * in seconds. Source: reproducible-builds.org, SOURCE_DATE_EPOCH.
 * @throws SetupError when the checkout has no history and the variable is not set
 */
export const epochOf = (environment: Readonly<Record<string, string | undefined>>): number => {
  const set = environment['SOURCE_DATE_EPOCH'];
  const asked =
    set ??
    spawnSync('git', ['-c', 'safe.directory=*', 'log', '-1', '--format=%ct'], {
      cwd: root,
      encoding: 'utf8',
    }).stdout.trim();
  if (/^\d{1,11}$/.test(asked)) return Number(asked);
  throw new SetupError('set SOURCE_DATE_EPOCH to the second of the release: this checkout has no history.');
};
