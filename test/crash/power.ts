import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** System calls that change what a file holds or put it on the disk. */
const traced =
  'pwrite64,write,writev,pwritev,pwritev2,ftruncate,fsync,fdatasync,rename,renameat,renameat2,unlink';

const traceOf = (folder: string): string => `${folder}.trace`;

/** Why this machine cannot show which writes were synced; null when it can. */
export const whyNoPower = (): string | null => {
  const tried = spawnSync('strace', ['-qq', '-e', 'trace=none', 'true']);
  if (tried.status === 0) return null;
  return `strace: ${tried.error?.message ?? String(tried.stderr).trim()}`;
};

/**
 * The words that run a program so that everything it writes and syncs is on record. Works for every user: it looks at
 * the calls of a process of one's own, where a real device would need root.
 */
export const underWatch = (folder: string, command: readonly string[]): readonly string[] => [
  ...['strace', '-ff', '-y', '-qq', '-xx', '-s', '1000000', '--seccomp-bpf', '-e', 'signal=none'],
  ...['-e', `trace=${traced}`, '-o', traceOf(folder)],
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

/** The files of the folder as the trace tells them. Each thread has a trace; one thread alone writes a journal. */
const filesOf = (folder: string): ReadonlyMap<string, OnDisk> => {
  const files = new Map<string, OnDisk>();
  const { dir, base } = path.parse(traceOf(folder));
  for (const name of readdirSync(dir).filter((one) => one.startsWith(`${base}.`))) {
    for (const text of readFileSync(path.join(dir, name), 'utf8').split('\n')) {
      const call = callOf(text);
      const ours = call?.file.startsWith(`${folder}/`) === true;
      // Shared memory, which SQLite makes anew from the log.
      if (call !== null && ours && !call.file.endsWith('-shm')) take(files, call);
    }
    rmSync(path.join(dir, name));
  }
  return files;
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
