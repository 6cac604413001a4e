import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';

const BYTES = 8 * 1024 * 1024;

const imageOf = (folder: string): string => `${folder}.device`;
const keptOf = (folder: string): string => `${folder}.kept`;

/** Null when it went well, else what the tool said. */
const tryTo = (tool: string, args: readonly string[]): string | null => {
  const done = spawnSync(tool, args);
  return done.status === 0 ? null : `${tool}: ${done.error?.message ?? String(done.stderr).trim()}`;
};

const must = (refusal: string | null): void => {
  if (refusal !== null) throw new Error(refusal);
};

/** Nothing is written by the clock, within a run: only what was synced is on the device. */
const mount = (image: string, folder: string): string | null =>
  tryTo('mount', ['-o', 'loop,commit=300', image, folder]);

/**
 * Keeps a copy of the device as it is now. What was written and not synced is in the memory of the file system above
 * it and not on the device: a power loss at this moment leaves exactly the copy.
 */
export const keepWhatIsOnDisk = (folder: string): void => copyFileSync(imageOf(folder), keptOf(folder));

/** A folder on a block device of its own. */
export interface Device {
  /** The power is back: the folder is now what the device held when it was lost. */
  readonly powerOn: () => void;
  readonly close: () => void;
}

const removeImages = (folder: string): void => {
  for (const file of [imageOf(folder), keptOf(folder)]) rmSync(file, { force: true });
};

/** Lays an ext4 device under the folder. @returns the reason when this machine or user cannot */
export const deviceUnder = (folder: string): Device | string => {
  const image = imageOf(folder);
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  const refused = tryTo('mkfs.ext4', ['-q', image]) ?? mount(image, folder);
  if (refused !== null) {
    removeImages(folder);
    return refused;
  }
  return {
    powerOn: () => {
      must(tryTo('umount', [folder]));
      must(mount(keptOf(folder), folder));
    },
    close: () => {
      // Lazily: SQLite's binding keeps files open until its statements are collected.
      must(tryTo('umount', ['--lazy', folder]));
      removeImages(folder);
    },
  };
};
