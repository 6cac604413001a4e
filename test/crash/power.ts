import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** System calls that change what a file holds or put it on the disk. */
const traced =
  'pwrite64,write,writev,pwritev,pwritev2,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink';

const traceOf = (folder: string): string => `${folder}.trace`;

/**
 * The words that run a program so that everything it writes and syncs is on record. Works for every user: it looks at
 * the calls of a process of one's own, where a real device would need root.
 */
export const underWatch = (folder: string, command: readonly string[]): readonly string[] => [
  ...['strace', '-ff', '-y', '-qq', '-xx', '-s', '1000000', '--seccomp-bpf', '-e', 'signal=none'],
  ...['-e', `trace=${traced}`, '-o', traceOf(folder)],
  ...command,
];

/** The words that run a program whose n-th sync fails, as a dying disk's does; the others go well. */
export const withSyncError = (point: number, command: readonly string[]): readonly string[] => [
  ...['strace', '-f', '-qq', '--seccomp-bpf', '-e', 'signal=none', '-o', '/dev/null'],
  ...['-e', 'trace=fsync,fdatasync', '-e', `inject=fsync,fdatasync:error=EIO:when=${point}`],
  ...command,
];

/** The words that run a program whose disk takes no write from the n-th on, as a disk that became read-only. */
export const onReadOnlyDisk = (point: number, command: readonly string[]): readonly string[] => [
  ...['strace', '-f', '-qq', '--seccomp-bpf', '-e', 'signal=none', '-o', '/dev/null'],
  ...['-e', 'trace=pwrite64', '-e', `inject=pwrite64:error=EROFS:when=${point}+`],
  ...command,
];

/** One call of the trace that touched a file of the folder. */
interface Call {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
  /** The numbers after the file and the bytes. */
  readonly numbers: readonly number[];
}

const hexOf = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');
const line = /^(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, "([^"]*)")?(.*)\) = \d+$/;

const callOf = (text: string): Call | null => {
  const [, name, opened, named, bytes = '', rest = ''] = line.exec(text) ?? [];
  if (name === undefined) return null;
  const numbers = rest
    .split(', ')
    .filter((one) => one !== '')
    .map(Number);
  return { name, file: hexOf(opened ?? named ?? '').toString(), bytes: hexOf(bytes), numbers };
};

/** What a file holds on the disk, and the writes since its last sync. */
interface OnDisk {
  synced: Buffer;
  pending: ((before: Buffer) => Buffer)[];
}

const written =
  (bytes: Buffer, offset: number) =>
  (before: Buffer): Buffer => {
    const after = Buffer.alloc(Math.max(before.length, offset + bytes.length));
    before.copy(after);
    bytes.copy(after, offset);
    return after;
  };

const cut =
  (length: number) =>
  (before: Buffer): Buffer =>
    Buffer.concat([before.subarray(0, length), Buffer.alloc(Math.max(0, length - before.length))]);

const take = (files: Map<string, OnDisk>, { name, file, bytes, numbers }: Call): void => {
  const on = files.get(file) ?? { synced: Buffer.alloc(0), pending: [] };
  files.set(file, on);
  switch (name) {
    case 'pwrite64':
      on.pending.push(written(bytes, numbers.at(-1) ?? 0));
      return;
    case 'ftruncate':
      on.pending.push(cut(numbers.at(-1) ?? 0));
      return;
    case 'fsync':
    case 'fdatasync':
      on.synced = on.pending.reduce((before, change) => change(before), on.synced);
      on.pending = [];
      return;
    case 'unlink':
      files.delete(file);
      return;
    default:
      throw new Error(`what ${name} does to ${file} is not known here`);
  }
};

/** What was traced of the run in that folder, thread by thread; it is gone then. */
const callsOf = (folder: string): readonly (readonly Call[])[] => {
  const { dir, base } = path.parse(traceOf(folder));
  return readdirSync(dir)
    .filter((one) => one.startsWith(`${base}.`))
    .map((name) => {
      const lines = readFileSync(path.join(dir, name), 'utf8').split('\n');
      rmSync(path.join(dir, name));
      return lines.flatMap((text) => callOf(text) ?? []);
    });
};

/** The files of the folder as the trace tells them. One thread alone writes a journal. */
const filesOf = (folder: string): ReadonlyMap<string, OnDisk> => {
  const files = new Map<string, OnDisk>();
  for (const call of callsOf(folder).flat()) {
    // Shared memory is left out: SQLite makes it anew from the log.
    if (call.file.startsWith(`${folder}/`) && !call.file.endsWith('-shm')) take(files, call);
  }
  return files;
};

/** What the thread of a traced run that wrote the text had called by then, and after it. */
const around = (folder: string, text: string): readonly [before: readonly Call[], after: readonly Call[]] => {
  const calls = callsOf(folder).find((thread) => thread.some(({ bytes }) => bytes.includes(text))) ?? [];
  const first = calls.findIndex(({ bytes }) => bytes.includes(text));
  return [calls.slice(0, first), calls.slice(first)];
};

/** How often a traced run had synced anything when it first wrote the text. */
export const syncsBefore = (folder: string, text: string): number =>
  around(folder, text)[0].filter(({ name }) => name.endsWith('sync')).length;

/** How often a traced run had written into a place of a file when it first wrote the text, and how often after. */
export const writesAround = (
  folder: string,
  text: string,
): { readonly before: number; readonly after: number } => {
  const [before, after] = around(folder, text).map(
    (calls) => calls.filter(({ name }) => name === 'pwrite64').length,
  );
  return { before: before ?? 0, after: after ?? 0 };
};

/**
 * The power is back: each file of the folder is what was synced, and of the writes since then those that happened to
 * reach the disk. A new name in the folder is taken to be on the disk at once.
 *
 * @param reached whether a write that was not synced had reached the disk, asked for each
 * @returns how many writes were lost
 */
export const powerOn = (folder: string, reached: () => boolean): number => {
  let lost = 0;
  const files = filesOf(folder);
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
  for (const [file, { synced, pending }] of files) {
    const kept = pending.filter(() => reached());
    lost += pending.length - kept.length;
    writeFileSync(
      file,
      kept.reduce((before, change) => change(before), synced),
    );
  }
  return lost;
};
