import { execFile } from 'node:child_process';
import { readdir, readFile, stat, statfs } from 'node:fs/promises';

/** The block device that a folder lies on, by the kernel's numbers. */
export interface BlockDevice {
  readonly major: number;
  readonly minor: number;
}

/**
 * How the machine is looked at; handed in, so that a test can be any machine. Each gives null for what cannot be
 * read, and changes nothing.
 */
export interface Machine {
  readonly readText: (file: string) => Promise<string | null>;
  /** Names in a folder. */
  readonly list: (folder: string) => Promise<readonly string[] | null>;
  /** What a program prints; null where it is missing, fails or takes too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<string | null>;
  readonly freeBytes: (folder: string) => Promise<number | null>;
  readonly deviceOf: (folder: string) => Promise<BlockDevice | null>;
}

const longestMs = 30_000;
const most = 1_000_000;

/** What cannot be read is not known. */
const orNull = async <T>(read: () => Promise<T>): Promise<T | null> => {
  try {
    return await read();
  } catch {
    return null;
  }
};

const runProgram: Machine['run'] = (program, args) =>
  new Promise((resolve) => {
    const options = { timeout: longestMs, maxBuffer: most, windowsHide: true };
    execFile(program, [...args], options, (error, output) => {
      resolve(error === null ? output : null);
    });
  });

/** Linux packs both numbers into one. Source: glibc, gnu_dev_major and gnu_dev_minor. */
const unpacked = (device: bigint): BlockDevice => ({
  major: Number(((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xfffff000n)),
  minor: Number((device & 0xffn) | ((device >> 12n) & 0xffffff00n)),
});

/** The machine that this process runs on. */
export const thisMachine: Machine = {
  readText: (file) => orNull(() => readFile(file, 'utf8')),
  list: (folder) => orNull(() => readdir(folder)),
  run: runProgram,
  freeBytes: (folder) =>
    orNull(async () => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    }),
  deviceOf: (folder) => orNull(async () => unpacked((await stat(folder, { bigint: true })).dev)),
};
