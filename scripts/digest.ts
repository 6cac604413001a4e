import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A digest of the names and the content of all files below the given paths; a path that is not there counts. */
export const digestOf = (paths: readonly string[]): string => {
  const hash = createHash('sha256');
  const add = (file: string, name: string): void => {
    const stat = lstatSync(file, { throwIfNoEntry: false });
    hash.update(`${name}\0${stat?.isFile() === true ? stat.size : '-'}\0`);
    if (stat?.isFile() === true) hash.update(readFileSync(file));
    if (stat?.isDirectory() !== true) return;
    for (const one of readdirSync(file).sort()) add(path.join(file, one), `${name}/${one}`);
  };
  for (const [index, one] of paths.entries()) add(one, `${index}:${path.basename(one)}`);
  return hash.digest('hex');
};
