import { chmodSync, chownSync, copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Account } from './account.ts';
import { stagingFolder } from './stage.ts';

/** The folders of one run. */
export interface RunFolders {
  /** Holds all others, and belongs to who started the command. */
  readonly run: string;
  /** The account's home folder; undefined where there is no account. */
  readonly home: string | undefined;
  /** Makes an empty folder that the user Electron runs as owns. */
  readonly makeData: (name: string) => string;
  readonly remove: () => void;
}

const makeOwned = (folder: string, account: Account | undefined): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
};

const makeHome = (account: Account, folder: string): string => {
  makeOwned(folder, account);
  makeOwned(path.join(folder, 'runtime'), account);
  return folder;
};

/** @param keepHome gives the account the same home folder at each run */
export const makeRunFolders = (account: Account | undefined, keepHome: boolean): RunFolders => {
  const base =
    account === undefined ? path.join(os.tmpdir(), 'tapdesk-run') : path.join(stagingFolder(), 'run');
  const run = mkdtempSync(`${base}-${process.pid}-`);
  // The account goes through it to the folders that it owns.
  if (account !== undefined) chmodSync(run, 0o755);
  const homeFolder =
    keepHome && account !== undefined ? path.join(stagingFolder(), 'home') : path.join(run, 'home');
  let made = 0;
  return {
    run,
    home: account === undefined ? undefined : makeHome(account, homeFolder),
    makeData: (name) => makeOwned(path.join(run, `${name}-${(made += 1)}`), account),
    remove: () => {
      rmSync(run, { recursive: true, force: true });
    },
  };
};

/** A copy of a file that the account, and nobody else, can read. */
export const copyFor = (account: Account, file: string, folder: string): string => {
  const copy = path.join(folder, path.basename(file));
  copyFileSync(file, copy);
  chmodSync(copy, 0o400);
  chownSync(copy, account.uid, account.gid);
  return copy;
};
