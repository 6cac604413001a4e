import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** What SQLite keeps beside a database. */
const besides = ['', '-wal', '-shm', '-journal'] as const;

/** Where a station's journal is, and everything that stands beside it. */
export interface JournalFiles {
  readonly folder: string;
  /** The epoch that is written. */
  readonly current: string;
  /** The last checkpoint once more, so that a file that is lost or put back is noticed. */
  readonly checkpointCopy: string;
  /** What the next epoch begins with, while one is being begun. */
  readonly nextEpoch: string;
  /** Asks the desk to seal the epoch when it starts next. */
  readonly sealRequest: string;
  readonly name: string;
}

/**
 * @param file path of the journal, such as `…/journal.sqlite`
 */
export const filesOf = (file: string): JournalFiles => {
  const name = path.basename(file, '.sqlite');
  const folder = path.dirname(file);
  const beside = (end: string): string => path.join(folder, `${name}${end}`);
  return {
    folder,
    name,
    current: file,
    checkpointCopy: beside('-checkpoint.jws'),
    nextEpoch: beside('-next-epoch.json'),
    sealRequest: beside('-seal-request.json'),
  };
};

/** An epoch that is not written any more. */
export interface EarlierFile {
  readonly epoch: number;
  readonly how: 'sealed' | 'damaged';
  readonly file: string;
}

const isHow = (text: string | undefined): text is EarlierFile['how'] =>
  text === 'sealed' || text === 'damaged';

/** The files of earlier epochs that are still there, oldest first. */
export const earlierFiles = ({ folder, name }: JournalFiles): readonly EarlierFile[] => {
  const pattern = new RegExp(`^${name}-(\\d+)-(sealed|damaged)(?:-[0-9TZ]+)?\\.sqlite$`);
  return readdirSync(folder)
    .flatMap((one) => {
      const [, epoch, how] = pattern.exec(one) ?? [];
      return isHow(how) ? [{ epoch: Number(epoch), how, file: path.join(folder, one) }] : [];
    })
    .sort((one, other) => one.epoch - other.epoch || (one.file < other.file ? -1 : 1));
};

/** Number of the last epoch that is kept as a file of its own; 0 when there is none. */
export const lastEarlier = (files: JournalFiles): number =>
  Math.max(0, ...earlierFiles(files).map(({ epoch }) => epoch));

/** The name that an epoch's file gets when it is sealed. */
export const nameOfSealed = ({ name }: JournalFiles, epoch: number): string =>
  `${name}-${epoch}-sealed.sqlite`;

/**
 * The name that a damaged file gets; the moment keeps two of one number apart.
 *
 * @param at epoch milliseconds
 */
export const nameOfDamaged = ({ name }: JournalFiles, epoch: number, at: number): string =>
  `${name}-${epoch}-damaged-${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}.sqlite`;

/** Makes what was renamed or made in a folder last; Windows has no such call and needs none. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Writes a file so that after a crash the old or the new content is there, whole. */
export const replaceFile = (file: string, content: string | Uint8Array): void => {
  const beside = `${file}.new`;
  writeFileSync(beside, content, { mode: 0o600, flush: true });
  renameSync(beside, file);
  syncFolder(path.dirname(file));
};

/**
 * Renames a database with all that SQLite keeps beside it, and can be repeated after a crash at any point: the
 * database itself goes first, and nobody makes a new one under the old name before all of it has gone.
 */
export const setAside = (from: string, to: string): void => {
  if (existsSync(from) && existsSync(to)) return;
  for (const end of besides) {
    if (existsSync(from + end)) renameSync(from + end, to + end);
  }
  syncFolder(path.dirname(to));
};

/** Removes a file that may be gone already, for good. */
export const removeFile = (file: string): void => {
  rmSync(file, { force: true });
  syncFolder(path.dirname(file));
};

const PIECE = 1 << 20;

/** Hex SHA-256 of a file, read piece by piece; null when there is none. */
export const digestOf = (file: string): string | null => {
  if (!existsSync(file)) return null;
  const handle = openSync(file, 'r');
  try {
    const digest = createHash('sha256');
    const piece = Buffer.alloc(PIECE);
    for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece)) {
      digest.update(piece.subarray(0, read));
    }
    return digest.digest('hex');
  } finally {
    closeSync(handle);
  }
};
