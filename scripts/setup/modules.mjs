import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectNode, root } from './paths.mjs';
import { SetupError } from './report.mjs';
import { npm } from './spawn.mjs';

/**
 * @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, dev?: boolean, link?: boolean }} Locked
 * @typedef {Record<string, Locked>} Packages
 */

/**
 * @param {string} file
 * @returns {Packages | undefined}
 */
const packagesIn = (file) => {
  if (!existsSync(file)) return undefined;
  const parsed = /** @type {{ packages?: Packages }} */ (JSON.parse(readFileSync(file, 'utf8')));
  return parsed.packages;
};

/**
 * What node_modules lacks of the lockfile. npm writes a lockfile of its own into node_modules when, and only
 * when, an installation has finished: comparing the two needs no stamp and sees a half-done installation.
 * @param {string} [folder] the checkout
 * @returns {readonly string[]} paths such as `node_modules/zod`; packages for other platforms are not missed
 */
export const missingModules = (folder = root) => {
  const wanted = packagesIn(path.join(folder, 'package-lock.json'));
  if (wanted === undefined)
    throw new SetupError(`${folder} has no package-lock.json: is the clone complete?`);
  const present = packagesIn(path.join(folder, 'node_modules/.package-lock.json')) ?? {};
  return Object.entries(wanted)
    .filter(([name, one]) => name !== '' && one.optional !== true && present[name]?.version !== one.version)
    .map(([name]) => name);
};

/** Installs the npm packages that the lockfile names. Windows cannot replace a Node that is running: there
 * only what differs is installed. */
const install = async () => {
  const running = process.platform === 'win32' && process.execPath === projectNode();
  const { code } = await npm([running ? 'install' : 'ci', '--loglevel=error'], { cwd: root });
  if (code !== 0) throw new SetupError('npm could not install the packages; its own message is above.');
};

/** @type {import('./steps.mjs').Step} */
export const modules = {
  title: 'installing the npm packages',
  isDone: async () => missingModules().length === 0 && projectNode() !== undefined,
  install,
};
