import { chmodSync, lstatSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../setup/report.mjs';
import { hasUserNamespaces, type Account } from './account.ts';
import { copyReadable, stage } from './stage.ts';

interface Release {
  readonly executable: string;
  readonly folder: string;
  readonly version: string;
}

/** Where user namespaces are switched off, Chromium's sandbox needs its set-uid program. */
const sandboxProgram = (folder: string): string => path.join(folder, 'chrome-sandbox');

/**
 * The executable as it lies, for an ordinary user.
 * @throws SetupError when this machine keeps Chromium's sandbox from working; it is never switched off
 */
export const ownExecutable = ({ executable, folder }: Release): string => {
  if (process.platform !== 'linux' || hasUserNamespaces(undefined)) return executable;
  const program = sandboxProgram(folder);
  const stat = lstatSync(program);
  if (stat.uid === 0 && (stat.mode & 0o4755) === 0o4755) return executable;
  throw new SetupError(
    `this machine lets no ordinary user make the namespaces that Chromium's sandbox is built on. Run: sudo chown root:root ${program} && sudo chmod 4755 ${program}`,
  );
};

/** A copy of the executable, with all that belongs to it, which the account can start wherever the original lies. */
export const stagedExecutable = (account: Account, release: Release): string => {
  const { executable, folder, version } = release;
  const staged = stage({
    name: `electron-${version}`,
    key: `${folder}\0${lstatSync(path.join(folder, 'version')).mtimeMs}`,
    fill: (copy) => {
      copyReadable(`${folder}/.`, copy);
    },
  });
  if (!hasUserNamespaces(account)) chmodSync(sandboxProgram(staged), 0o4755);
  return path.join(staged, path.relative(folder, executable));
};
