import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { ensureFallback, fallbackSupported, FALLBACK_VERSION } from './fallback.mjs';
import { cacheFolder, projectNode, root } from './paths.mjs';
import { say, SetupError, timed } from './report.mjs';
import { run, withoutNpmScript } from './spawn.mjs';

/**
 * An Electron that is ready to start. `fallback` is true for anything but the version that package.json pins:
 * good enough to develop and test with, never to ship.
 * @typedef {{ executable: string, folder: string, version: string, fallback: boolean }} Electron
 */

/** How long an unreachable download is not tried again while there is something else to run. */
const RETRY_AFTER_MS = 6 * 60 * 60 * 1000;
/** How long the download may take to answer before it counts as unreachable. */
const CONNECT_TIMEOUT_MS = 5000;
/** A download that has begun is given up after this. */
const DOWNLOAD_TIMEOUT_MS = 15 * 60 * 1000;

const package_ = path.join(root, 'node_modules/electron');

/** @returns {string} the exact version in package.json of the installed npm package */
export const pinnedVersion = () => {
  const manifest = /** @type {{ version: string }} */ (
    JSON.parse(readFileSync(path.join(package_, 'package.json'), 'utf8'))
  );
  return manifest.version;
};

const executableName = () => {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
};

/** @param {string} folder an unpacked release @returns {string | undefined} the version it says it has */
const versionOf = (folder) => {
  try {
    return readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return undefined;
  }
};

/** @param {string} folder @returns {Electron} */
const electronIn = (folder) => {
  const version = versionOf(folder) ?? 'unknown';
  const executable = path.join(folder, executableName());
  return { executable, folder, version, fallback: version !== pinnedVersion() };
};

/** ELECTRON_OVERRIDE_DIST_PATH is Electron's own variable; a wrong one is an error, never passed over. */
const overridden = () => {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined || folder === '') return undefined;
  const electron = electronIn(path.resolve(folder));
  if (!existsSync(electron.executable)) {
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, and there is no ${executableName()} in it.`,
    );
  }
  return electron;
};

const downloaded = () => {
  const folder = path.join(package_, 'dist');
  // Written last by Electron's own installer.
  const complete = existsSync(path.join(package_, 'path.txt')) && versionOf(folder) === pinnedVersion();
  return complete && existsSync(path.join(folder, executableName())) ? electronIn(folder) : undefined;
};

const downloadCache = () =>
  process.env['electron_config_cache'] ?? path.join(cacheFolder(), 'electron-downloads');
const releaseName = () => `electron-v${pinnedVersion()}-${process.platform}-${process.arch}.zip`;

const releaseUrl = () => {
  const mirror =
    process.env['npm_config_electron_mirror'] ??
    process.env['ELECTRON_MIRROR'] ??
    'https://github.com/electron/electron/releases/download/';
  return `${mirror}v${pinnedVersion()}/${releaseName()}`;
};

const isCached = () =>
  existsSync(downloadCache()) &&
  readdirSync(downloadCache(), { recursive: true }).some((file) => String(file).endsWith(releaseName()));

/** A name of its own for the folder or the file on a mirror, or a proxy: only Electron's downloader knows then
 * how to get there. */
const isAskable = () =>
  ['ELECTRON_CUSTOM_DIR', 'ELECTRON_CUSTOM_FILENAME', 'ELECTRON_GET_USE_PROXY'].every(
    (name) =>
      process.env[name] === undefined && process.env[`npm_config_${name.toLowerCase()}`] === undefined,
  );

/**
 * Asks whether the file is there, redirects included, without loading it. Electron's own downloader retries and
 * waits for minutes where a host does not answer.
 * @param {string} url
 * @returns {Promise<string | undefined>} why it cannot be had
 */
export const whyUnreachable = async (url) => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error('no answer')), CONNECT_TIMEOUT_MS);
  try {
    const answer = await fetch(url, { signal: abort.signal });
    await answer.body?.cancel();
    return answer.ok ? undefined : `status ${answer.status}`;
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return cause instanceof Error ? cause.message : String(cause);
  } finally {
    clearTimeout(timer);
  }
};

const failureFile = () => path.join(cacheFolder(), 'electron-unreachable.json');

/** @param {string} url */
const failedLately = (url) => {
  try {
    const last = /** @type {{ url: string, at: number }} */ (JSON.parse(readFileSync(failureFile(), 'utf8')));
    return last.url === url && Date.now() - last.at < RETRY_AFTER_MS;
  } catch {
    return false;
  }
};

/** @param {string} url */
const rememberFailure = (url) => {
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failureFile(), JSON.stringify({ url, at: Date.now() }));
};

/**
 * Electron's own installer: it checks the archive against the checksums in the npm package.
 * @param {boolean} canWait whether a download that failed lately is worth another try
 * @returns {Promise<string | undefined>} why it failed
 */
const download = async (canWait) => {
  const url = releaseUrl();
  if (!canWait && failedLately(url)) return 'it could not be reached a while ago';
  if (!isCached() && isAskable()) {
    const why = await whyUnreachable(url);
    if (why !== undefined) {
      rememberFailure(url);
      return why;
    }
  }
  const env = { ...withoutNpmScript(process.env), electron_config_cache: downloadCache() };
  const { code, output } = await timed(`downloading Electron ${pinnedVersion()}`, () =>
    run(projectNode() ?? process.execPath, [path.join(package_, 'install.js')], {
      env,
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    }),
  );
  if (code === 0 && downloaded() !== undefined) {
    rmSync(failureFile(), { force: true });
    return undefined;
  }
  // Not a host out of reach but a file that is not what it should be: nothing may stand in for that.
  if (/checksum|integrity|ValidationError/i.test(output)) {
    throw new SetupError('the downloaded Electron is not the published one; see the message above.');
  }
  rememberFailure(url);
  return 'the download failed';
};

/** @param {string} why */
const fallback = async (why) => {
  const { extract } = /** @type {{ extract: (zip: string, to: { dir: string }) => Promise<void> }} */ (
    createRequire(path.join(package_, 'package.json'))('@electron-internal/extract-zip')
  );
  const folder = await ensureFallback({ cache: cacheFolder(), unzip: (zip, dir) => extract(zip, { dir }) });
  sayOnce(
    `Electron ${pinnedVersion()} cannot be downloaded (${why}): using the checksum-verified Electron ${FALLBACK_VERSION}, for development and tests only.`,
  );
  return electronIn(folder);
};

const SAID = 'TAPDESK_ELECTRON_SAID';

/** The processes of one command share the line: it is said by the first. @param {string} line */
const sayOnce = (line) => {
  if (process.env[SAID] === undefined) say(line);
  process.env[SAID] = 'yes';
};

/** @param {string} why */
const unavailable = (why) =>
  new SetupError(
    `Electron ${pinnedVersion()} cannot be downloaded (${why}). Set ELECTRON_MIRROR to a mirror of its releases, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked one.`,
  );

/**
 * An Electron to run: the folder of ELECTRON_OVERRIDE_DIST_PATH, else the pinned version by its own download
 * (ELECTRON_MIRROR is honoured), else, on Linux x64 and unless it is to be shipped, the verified older one.
 * @param {{ toShip?: boolean }} [options]
 * @returns {Promise<Electron>}
 * @throws {SetupError} when there is none, or when a download is not what its checksum says
 */
export const ensureElectron = async ({ toShip = false } = {}) => {
  const present = overridden() ?? downloaded();
  if (present !== undefined) return present;
  const standIn = fallbackSupported() && !toShip;
  const why = await download(!standIn);
  if (why === undefined) return electronIn(path.join(package_, 'dist'));
  if (!standIn) throw unavailable(why);
  return fallback(why);
};
