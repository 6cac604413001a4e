import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';

/** What the ordinary user may read and never change. */
const BASE = '/var/lib/tapdesk-desk';
const UNUSED_AFTER_MS = 2 * 24 * 60 * 60 * 1000;

/**
 * Root executes what lies here for somebody else: nobody but root may own or change it, or a folder above it,
 * and no link may stand in for it.
 * @throws Error naming the folder that breaks this
 */
const assertRootsOwn = (folder: string): void => {
  for (let at = folder; ; at = path.dirname(at)) {
    const stat = lstatSync(at);
    if (!stat.isDirectory() || stat.uid !== 0 || (stat.mode & 0o022) !== 0) {
      throw new Error(`${at} must be a folder that belongs to root and that nobody else may change.`);
    }
    if (at === path.dirname(at)) return;
  }
};

/** The folder for what root stages, made at first use and checked at every use. */
export const stagingFolder = (): string => {
  mkdirSync(BASE, { recursive: true, mode: 0o755 });
  assertRootsOwn(BASE);
  chmodSync(BASE, 0o755);
  return BASE;
};

/** Copies a tree or a file so that everybody can read it and only root can change it. */
export const copyReadable = (from: string, to: string): void => {
  mkdirSync(path.dirname(to), { recursive: true });
  execFileSync('cp', ['-R', '--reflink=auto', '--preserve=mode,timestamps', '--', from, to]);
};

interface Staged {
  /** What it is: the beginning of the folder's name. */
  readonly name: string;
  /** What it depends on: another key is another folder. */
  readonly key: string;
  /** Fills the new folder. */
  readonly fill: (folder: string) => void;
}

/**
 * A folder with the given content, filled once for each key. It appears under its name only when it is whole, so
 * commands that run at the same time can share it.
 */
export const stage = ({ name, key, fill }: Staged): string => {
  const base = stagingFolder();
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  const folder = path.join(base, `${name}-${digest}`);
  if (!existsSync(folder)) {
    const work = mkdtempSync(path.join(base, 'filling-'));
    try {
      fill(work);
      execFileSync('chmod', ['-R', 'u+rwX,go+rX,go-w', '--', work]);
      renameWhole(work, folder);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  }
  assertRootsOwn(folder);
  utimesSync(folder, new Date(), new Date());
  return folder;
};

/** Another command may have been first: then its folder, which has the same content, stays. */
const renameWhole = (work: string, folder: string): void => {
  try {
    renameSync(work, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Removes copies that no command has used for two days, and what commands that were killed have left. */
export const removeUnused = (): void => {
  const base = stagingFolder();
  for (const name of readdirSync(base)) {
    const folder = path.join(base, name);
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    const stat = lstatSync(folder, { throwIfNoEntry: false });
    const isCopy = /^(?:electron|modules|app|fixture|filling)-/.test(name);
    const isOld = isCopy && stat !== undefined && Date.now() - stat.mtimeMs > UNUSED_AFTER_MS;
    const isLeft = owner !== undefined && !isAlive(Number(owner));
    if (isOld || isLeft) rmSync(folder, { recursive: true, force: true });
  }
};
