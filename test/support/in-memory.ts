// Before each file of tests: their temporary folders lie in memory. Every entry of a journal is synced, and a disk takes
// several times as long for that as the tests for all else; what power would take away is acted from a trace of the
// calls (test/crash/power.ts), which are the same there. The desk as it ships and its package stay on the disk: they are large.
import { mkdirSync, statfsSync } from 'node:fs';
import { expect } from 'vitest';

const MEMORY = '/dev/shm';
/** Containers often have 64 MB there. */
const ENOUGH_BYTES = 512 * 1024 * 1024;

const hasRoom = (): boolean => {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    // Other systems have no such place.
    return false;
  }
};

const { testPath = '' } = expect.getState();
if (!/[\\/](?:e2e|package)[\\/]/.test(testPath) && hasRoom()) {
  const folder = `${MEMORY}/tapdesk-tests-${process.getuid?.() ?? 0}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env['TMPDIR'] = folder;
}
