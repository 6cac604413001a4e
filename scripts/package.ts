// npm run package: the packages to install, and what they are made of.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.ts';
import { runMain } from './main.ts';
import { packApplication } from './packaging/application.ts';
import { assertBudget } from './packaging/budget.ts';
import { writeChecksums } from './packaging/checksums.ts';
import { makeDebianPackage } from './packaging/debian.ts';
import { licenceTexts } from './packaging/licences.ts';
import { readOptions } from './packaging/options.ts';
import { sbomOf, type Product } from './packaging/sbom.ts';
import { readLockfile } from './packaging/shipped.ts';
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

type Asked = ReturnType<typeof readOptions>;

/** What lies beside every package: what it is made of, and under which licences. */
const writeDocuments = (folder: string, product: Product): Readonly<Record<string, string>> => {
  const packages = readLockfile();
  const documents = {
    [`tapdesk-${product.version}.cdx.json`]: sbomOf(packages, product),
    'licences.txt': licenceTexts(packages),
  };
  for (const [name, text] of Object.entries(documents)) writeFileSync(path.join(folder, name), text);
  return documents;
};

/** Debian's package from the unpacked application; nothing on another system. */
const finish = async (
  application: string,
  { notForRelease, quick }: Asked,
  beside: Omit<
    Parameters<typeof makeDebianPackage>[0],
    'application' | 'version' | 'notForRelease' | 'compressed'
  >,
): Promise<void> => {
  if (process.platform !== 'linux') return;
  const file = await makeDebianPackage({
    ...beside,
    application,
    version: versionOf(notForRelease).debian,
    notForRelease,
    compressed: !quick,
  });
  assertBudget(application, quick ? undefined : file);
  process.stdout.write(`${path.relative(root, file)}\n`);
};

const main = async (): Promise<number> => {
  const asked = readOptions(process.argv.slice(2));
  const { notForRelease, targets } = asked;
  const electron = await ensureElectron({ toShip: !notForRelease });
  if (!notForRelease) assertShippable(electron, pinnedVersion());
  await ensureBuilt();
  const version = versionOf(notForRelease).program;
  const epoch = epochOf(process.env);
  const out = path.resolve(root, asked.out);
  mkdirSync(out, { recursive: true });
  const own = process.platform === 'linux' ? ['dir'] : [];
  const application = packApplication({ electron, version, targets: [...own, ...targets], out, epoch });
  const documents = writeDocuments(out, { version, electron: electron.version, epoch });
  await finish(application, asked, { out, epoch, documents });
  await writeChecksums(out);
  return 0;
};

if (import.meta.main) await runMain(main);
