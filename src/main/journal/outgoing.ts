import { existsSync } from 'node:fs';
import { z } from 'zod';
import { GENESIS, hashOf } from './chain.ts';
import { guarded, holdsSomething, openReadOnly, versionOf, type Connection } from './database.ts';
import { epochOf, headOf } from './examine.ts';
import { earlierFiles, type JournalFiles } from './files.ts';
import { ENTRY, rowsFrom, rowsOf } from './rows.ts';

/** A place in a station's journal over all its epochs. */
export interface Position {
  readonly epoch: number;
  /** 0: before the first entry of the epoch. */
  readonly seq: number;
  /** Hash of that entry; 64 zeros before the first. */
  readonly hash: string;
}

/** What comes after a position in one epoch. */
export interface Outgoing {
  readonly epoch: number;
  readonly entries: readonly {
    readonly seq: number;
    readonly hash: string;
    readonly prev: string;
    readonly bytes: string;
  }[];
}

/** How much comes after a position. */
export interface Waiting {
  readonly entries: number;
  /** When the first of them was written, ISO date-time; null when there is none. */
  readonly since: string | null;
}

/** Reads what of a journal has to leave the station, beside the desk that writes it. Everything throws JournalError. */
export interface OutgoingReader {
  /** The next entries; null when nothing follows. What does not hold together any more is never sent. */
  readonly after: (position: Position, most: number) => Outgoing | null;
  /** Checkpoints of an epoch over more than `covered` and at most `upTo` entries. */
  readonly checkpoints: (
    epoch: number,
    range: { readonly covered: number; readonly upTo: number },
  ) => readonly { readonly size: number; readonly jws: string }[];
  /** The hash of one entry; null where it is not there. */
  readonly hashAt: (epoch: number, seq: number) => string | null;
  /** The epoch that is written; 0 before the first entry. */
  readonly lastEpoch: () => number;
  readonly waiting: (position: Position) => Waiting;
}

const MOST_CHECKPOINTS = 500;

interface EpochFile {
  readonly epoch: number;
  readonly file: string;
}

const using = <T>(file: string, work: (connection: Connection) => T): T =>
  guarded(() => {
    const connection = openReadOnly(file);
    try {
      return work(connection);
    } finally {
      connection.close();
    }
  });

/** All epochs that are still there, oldest first; of two files of one number the later one counts. */
const epochsOf = (files: JournalFiles): readonly EpochFile[] => {
  if (!existsSync(files.folder)) return [];
  const found = new Map<number, EpochFile>();
  for (const { epoch, file } of earlierFiles(files)) found.set(epoch, { epoch, file });
  if (holdsSomething(files.current)) {
    const epoch = using(files.current, (connection) =>
      versionOf(connection) === 0 ? null : epochOf(connection),
    );
    if (epoch !== null) found.set(epoch, { epoch, file: files.current });
  }
  return [...found.values()].sort((one, other) => one.epoch - other.epoch);
};

const entriesAfter = (connection: Connection, { seq, hash }: Position, most: number): Outgoing['entries'] => {
  const entries: Outgoing['entries'][number][] = [];
  let prev = hash;
  for (const row of rowsFrom(connection, seq + 1)) {
    const next = entries.length + seq + 1;
    if (row.seq !== next || hashOf(row.bytes) !== row.hash || entries.length === most) break;
    entries.push({ ...row, prev });
    prev = row.hash;
  }
  return entries;
};

const hashIn = (connection: Connection, seq: number): string | null =>
  rowsOf(connection, `SELECT ${ENTRY} FROM entries WHERE seq = ${Math.trunc(seq)}`, [])[0]?.hash ?? null;

const checkpointRow = z.object({ size: z.int(), jws: z.instanceof(ArrayBuffer) });

const waitingIn = (connection: Connection, seq: number): Waiting => {
  const entries = Math.max(0, headOf(connection).seq - seq);
  if (entries === 0) return { entries, since: null };
  const at: unknown = connection
    .prepare("SELECT bytes ->> '$.at' FROM entries WHERE seq > ? ORDER BY seq LIMIT 1")
    .pluck()
    .all(seq)[0];
  return { entries, since: typeof at === 'string' ? at : null };
};

/** Opens each file only as long as it reads, so that the desk can set it aside. */
export const createOutgoingReader = (files: JournalFiles): OutgoingReader => {
  const fileOf = (epoch: number): string | null =>
    epochsOf(files).find((one) => one.epoch === epoch)?.file ?? null;
  return {
    after: (position, most) => {
      for (const { epoch, file } of epochsOf(files)) {
        if (epoch < position.epoch) continue;
        const from = epoch === position.epoch ? position : { epoch, seq: 0, hash: GENESIS };
        const entries = using(file, (connection) => entriesAfter(connection, from, most));
        if (entries.length > 0) return { epoch, entries };
      }
      return null;
    },
    checkpoints: (epoch, { covered, upTo }) => {
      const file = fileOf(epoch);
      if (file === null) return [];
      return using(file, (connection) =>
        connection
          .prepare(
            `SELECT seq AS size, CAST(jws AS BLOB) AS jws FROM checkpoints
              WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${MOST_CHECKPOINTS}`,
          )
          .all(covered, upTo)
          .map((row) => {
            const { size, jws } = checkpointRow.parse(row);
            return { size, jws: Buffer.from(jws).toString('latin1') };
          }),
      );
    },
    hashAt: (epoch, seq) => {
      const file = fileOf(epoch);
      return file === null ? null : using(file, (connection) => hashIn(connection, seq));
    },
    lastEpoch: () => epochsOf(files).at(-1)?.epoch ?? 0,
    waiting: (position) => {
      const parts = epochsOf(files)
        .filter(({ epoch }) => epoch >= position.epoch)
        .map(({ epoch, file }) =>
          using(file, (connection) => waitingIn(connection, epoch === position.epoch ? position.seq : 0)),
        );
      const entries = parts.reduce((sum, part) => sum + part.entries, 0);
      return { entries, since: parts.find((part) => part.since !== null)?.since ?? null };
    },
  };
};
