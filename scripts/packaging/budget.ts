import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/report.mjs';

const MB = 1_000_000;
/** Most that a part may have, in bytes: somewhat more than it has now, so that growth is somebody's decision. */
const most: Readonly<Record<string, number>> = { program: 9 * MB, installed: 320 * MB, package: 130 * MB };

/**
 * @param sizes in bytes, by the name of the part
 * @returns one sentence for each part that has become too large. Pure
 */
export const overBudget = (sizes: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(sizes)
    .filter(([name, size]) => size > (most[name] ?? 0))
    .map(
      ([name, size]) =>
        `${name}: ${(size / MB).toFixed(1)} MB, and ${((most[name] ?? 0) / MB).toFixed(0)} MB at most (scripts/packaging/budget.ts)`,
    );

const bytesIn = (folder: string): number =>
  Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]);

/**
 * @param application the unpacked folder
 * @param file the package; not measured where it is not compressed
 * @throws SetupError when a part is larger than it may be
 */
export const assertBudget = (application: string, file: string | undefined): void => {
  const over = overBudget({
    program: statSync(path.join(application, 'resources/app.asar')).size,
    installed: bytesIn(application),
    ...(file === undefined ? {} : { package: statSync(file).size }),
  });
  if (over.length > 0) throw new SetupError(`the package is too large. ${over.join('; ')}`);
};
