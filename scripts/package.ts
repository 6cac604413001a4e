// npm run package: the packages to install, and what they are made of.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { runMain } from './main.ts';
import { packApplication } from './packaging/application.ts';
import { makeDebianPackage } from './packaging/debian.ts';
import { readOptions } from './packaging/options.ts';
import { epochOf, versionOf } from './packaging/version.ts';
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
  const { notForRelease, quick, targets, out } = readOptions(process.argv.slice(2));
  const electron = await ensureElectron({ toShip: !notForRelease });
  if (!notForRelease) assertShippable(electron, pinnedVersion());
  await ensureBuilt();
  const version = versionOf(notForRelease);
  const epoch = epochOf(process.env);
  const folder = path.resolve(root, out);
  mkdirSync(folder, { recursive: true });
  const own = process.platform === 'linux' ? ['dir'] : [];
  const application = packApplication({
    electron,
    version: version.program,
    targets: [...own, ...targets],
    out: folder,
    epoch,
  });
  if (process.platform === 'linux') {
    const file = await makeDebianPackage({
      application,
      out: folder,
      version: version.debian,
      notForRelease,
      compressed: !quick,
      epoch,
      documents: {},
    });
    process.stdout.write(`${path.relative(root, file)}\n`);
  }
  return 0;
};

if (import.meta.main) await runMain(main);
