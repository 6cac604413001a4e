import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

/** What is made beside a pack on the way to it: `mkdtemp` puts six letters after these. */
const beside = /^\.(?:parts|rows)-[A-Za-z0-9]{6}$/;

/**
 * Removes what a run that was killed has left beside a target: the files of the pack, personal values among them.
 *
 * @throws Error when the folder cannot be read or written to
 */
export const removeLeftovers = (target: string): void => {
  const { dir, base } = path.parse(path.resolve(target));
  for (const name of readdirSync(dir)) {
    const isLeft = name === `${base}.new` || (name.startsWith(base) && beside.test(name.slice(base.length)));
    if (isLeft) rmSync(path.join(dir, name), { recursive: true, force: true });
  }
};
