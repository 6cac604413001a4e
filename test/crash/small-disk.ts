import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Plan } from './plan.ts';
import { FILLER } from './points.ts';

/** A place for a journal that can become full. */
export interface SmallDisk {
  /** How the station makes it full. */
  readonly what: NonNullable<Plan['at']>['what'];
  /** Somebody makes room again. */
  readonly makeRoom: () => void;
  readonly close: () => void;
}

/**
 * Lays a file system of 1 MB under the folder. Who may not mount gets a limit on the size of the station's files
 * instead: to the journal both are a write that fails.
 */
export const smallDiskOn = (folder: string): SmallDisk => {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tapdesk-crash', folder]);
  if (mounted.status !== 0) {
    return { what: 'size-limit', makeRoom: () => undefined, close: () => undefined };
  }
  return {
    what: 'full-disk',
    makeRoom: () => rmSync(path.join(folder, FILLER), { force: true }),
    close: () => {
      // Lazily: SQLite's binding keeps files open until its statements are collected.
      const done = spawnSync('umount', ['--lazy', folder]);
      if (done.status !== 0) throw new Error(`not unmounted: ${String(done.stderr)}`);
    },
  };
};
