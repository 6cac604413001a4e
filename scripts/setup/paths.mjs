import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The folder of the checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Where npm puts the Node that the project is written for; undefined until the packages are there. */
export const projectNode = () => {
  const file = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  return existsSync(file) ? file : undefined;
};

/**
 * Where downloads are kept between clones: the folder that the platform names for it.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string}
 */
export const cacheFolder = (env = process.env) => {
  const home = os.homedir();
  if (process.platform === 'win32') {
    return path.join(env['LOCALAPPDATA'] ?? path.join(home, 'AppData/Local'), 'tapdesk', 'Cache');
  }
  if (process.platform === 'darwin') return path.join(home, 'Library/Caches/tapdesk');
  const base = env['XDG_CACHE_HOME'];
  // The XDG Base Directory Specification: a relative path is to be ignored.
  return path.join(base !== undefined && path.isAbsolute(base) ? base : path.join(home, '.cache'), 'tapdesk');
};
