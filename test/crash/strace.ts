import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { tell } from './tally.ts';

/** Why this machine cannot show which writes were synced; null when it can. */
const whyNoStrace = (): string | null => {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']);
  if (tried.status === 0) return null;
  return `strace: ${tried.error?.message ?? String(tried.stderr).trim()}`;
};

/**
 * Whether this machine can act what a disk or a lost power does to a process. Where there is no such tool, that is
 * said and counted as nothing tried; on Linux it must be there.
 *
 * @param what the test's name in the tally
 */
export const canBeActed = (what: string): boolean => {
  const refused = whyNoStrace();
  if (refused !== null && process.platform !== 'linux') {
    tell({ what: `${what} (cannot be acted here: ${refused})`, tried: 0, of: null, leftBehind: 0 });
    return false;
  }
  expect(refused, 'install strace (Debian: strace) and let this account trace its own processes').toBeNull();
  return true;
};
