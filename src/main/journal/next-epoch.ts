import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { claimOf, isSignedBy, kidOf, type Claim } from './claim.ts';
import { openReadOnly } from './database.ts';
import { epochOf, lastCheckpointIn } from './examine.ts';
import {
  digestOf,
  earlierFiles,
  lastEarlier,
  nameOfDamaged,
  replaceFile,
  type JournalFiles,
} from './files.ts';
import { JournalError, type EntryBody, type Signer } from './port.ts';
import { ENTRY, rowsOf } from './rows.ts';
import { openIn } from './salvage.ts';
import { parseEntry } from './entry.ts';

const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * What the first entry of an epoch says: why the one before ended, and what was last known of it. It is written down
 * beside the journal before any file is moved, so that a start after a crash goes on where this one stopped.
 */
export const nextEpoch = z.strictObject({
  /** `missing`: there is no file though there was one. */
  cause: z.enum(['sealed', 'damaged', 'missing']),
  /** Number of the epoch before; the one that begins is the next. */
  previousEpoch: z.int().min(1),
  /** Number and hash of the last entry known for sure; 0 and null when nothing is. */
  previousSize: z.int().min(0),
  previousHead: hex64.nullable(),
  /** Where that is known from. */
  knownFrom: z.enum(['sealed', 'journal', 'checkpoint-copy', 'nothing']),
  /** The signed checkpoint that says so, compact JWS. */
  checkpoint: z.string().nullable(),
  /** The key in force in the epoch before, where it is known: thumbprint, and the public JWK's `x`. */
  previousKid: z.string().nullable(),
  previousX: z.string().nullable(),
  /** What was found, in words. */
  found: z.string().nullable(),
  /** The name under which the file of the epoch before is kept, and its hex SHA-256; of its log file too, if any. */
  file: z.string().nullable(),
  sha256: hex64.nullable(),
  walSha256: hex64.nullable(),
  /** Enrollments of earlier epochs of which no ending can be read. */
  open: z.array(z.string()),
});
export type NextEpoch = z.infer<typeof nextEpoch>;

/** The first entry of an epoch. */
export const epochBegun = (next: NextEpoch): EntryBody => ({
  type: 'epoch.begun',
  enrollment: null,
  step: null,
  actor: 'station',
  subject: null,
  data: next,
});

/** What was being begun when the program ended; null when nothing was. @throws JournalError when it is unreadable */
export const readNextEpoch = ({ nextEpoch: file }: JournalFiles): NextEpoch | null => {
  if (!existsSync(file)) return null;
  try {
    return nextEpoch.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new JournalError('station.journal-unwritable', error);
  }
};

/** Writes down what is about to be begun. */
export const planNextEpoch = ({ nextEpoch: file }: JournalFiles, next: NextEpoch): void =>
  replaceFile(file, `${JSON.stringify(next)}\n`);

/** What the copy of the last checkpoint is: none, a checkpoint, or something that is none. */
export const readCopy = ({ checkpointCopy: file }: JournalFiles): string | null =>
  existsSync(file) ? readFileSync(file, 'utf8').trim() : null;

/** The station's keys that a file names, by thumbprint. What cannot be read is left out. */
const keysIn = (file: string): ReadonlyMap<string, string> => {
  const keys = new Map<string, string>();
  try {
    const connection = openReadOnly(file);
    try {
      const sql = `SELECT ${ENTRY} FROM entries WHERE type = 'station.key' ORDER BY seq`;
      for (const { bytes } of rowsOf(connection, sql, [])) {
        const { kid, x } = parseEntry(bytes).data;
        if (typeof kid === 'string' && typeof x === 'string') keys.set(kid, x);
      }
    } finally {
      connection.close();
    }
  } catch {
    // A damaged file names what it still can.
  }
  return keys;
};

/** The `x` of the key of that thumbprint: this station's present one, or one that the file names. */
export const knownKey = (kid: string | null, signer: Signer, file: string): string | null => {
  if (kid === null) return null;
  return kid === signer.kid ? signer.publicJwk.x : (keysIn(file).get(kid) ?? null);
};

/** Whether a checkpoint is of this station and, as far as its key is known, truly signed. */
export const isCredible = (
  jws: string,
  by: { readonly station: string; readonly signer: Signer; readonly file: string },
): boolean => {
  if (claimOf(jws)?.station !== by.station) return false;
  const x = knownKey(kidOf(jws), by.signer, by.file);
  return x === null || isSignedBy(jws, { publicJwk: { kty: 'OKP', crv: 'Ed25519', x } });
};

/** Number of the epoch and last checkpoint that a file still shows. */
const toldBy = (file: string): { readonly epoch: number | null; readonly jws: string | null } => {
  try {
    const connection = openReadOnly(file);
    try {
      return { jws: lastCheckpointIn(connection)?.jws ?? null, epoch: epochOf(connection) };
    } finally {
      connection.close();
    }
  } catch {
    return { epoch: null, jws: null };
  }
};

interface Known {
  readonly from: NextEpoch['knownFrom'];
  readonly jws: string;
  readonly claim: Claim;
}

const known = (from: Known['from'], jws: string | null): readonly Known[] => {
  const claim = jws === null ? null : claimOf(jws);
  return jws === null || claim === null ? [] : [{ from, jws, claim }];
};

/** The one that reaches furthest. */
const furthest = (all: readonly Known[]): Known | null =>
  [...all].sort(({ claim: one }, { claim: other }) => other.epoch - one.epoch || other.size - one.size)[0] ??
  null;

/** What is needed to judge a file that is not right. */
export interface Judged {
  readonly files: JournalFiles;
  readonly station: string;
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What was found, in words. */
  readonly found: string;
}

/** The head that a checkpoint names, and the key that signed it. */
const headKnown = ({ claim, from, jws }: Known, x: string | null) => ({
  previousSize: claim.size,
  previousHead: claim.head,
  knownFrom: from,
  checkpoint: jws,
  previousKid: kidOf(jws),
  previousX: x,
});

const damagedSinceSealed = (files: JournalFiles): readonly string[] => {
  const all = earlierFiles(files);
  const sealed = Math.max(0, ...all.filter(({ how }) => how === 'sealed').map(({ epoch }) => epoch));
  return all.filter(({ how, epoch }) => how === 'damaged' && epoch > sealed).map(({ file }) => file);
};

/** All damaged files that may hold enrollments without an ending, and the one at hand, oldest first. */
export const salvageable = (files: JournalFiles): readonly string[] => [
  ...damagedSinceSealed(files),
  ...(existsSync(files.current) ? [files.current] : []),
];

/** What is last known for sure of the epoch that was being written, and which epoch that was. */
const lastKnown = ({ files, station, signer }: Judged): { epoch: number; last: Known | null } => {
  const { current } = files;
  const told = toldBy(current);
  const candidates = [...known('journal', told.jws), ...known('checkpoint-copy', readCopy(files))];
  const best = furthest(candidates.filter(({ jws }) => isCredible(jws, { station, signer, file: current })));
  const epoch = Math.max(lastEarlier(files) + 1, told.epoch ?? 1, best?.claim.epoch ?? 1);
  // What an older epoch signed for says nothing of the one that was being written.
  return { epoch, last: best?.claim.epoch === epoch ? best : null };
};

const nothingKnown = {
  previousSize: 0,
  previousHead: null,
  knownFrom: 'nothing',
  checkpoint: null,
  previousKid: null,
  previousX: null,
} as const;

/** The epoch that follows a file that is damaged or not there any more. Nothing is changed. */
export const afterDamage = (judged: Judged): NextEpoch => {
  const { files, signer, now, found } = judged;
  const { current } = files;
  const there = existsSync(current);
  const { epoch, last } = lastKnown(judged);
  return {
    cause: there ? 'damaged' : 'missing',
    previousEpoch: epoch,
    ...(last === null ? nothingKnown : headKnown(last, knownKey(kidOf(last.jws), signer, current))),
    found,
    file: there ? nameOfDamaged(files, epoch, now) : null,
    sha256: digestOf(current),
    walSha256: digestOf(`${current}-wal`),
    open: [...openIn(salvageable(files))],
  };
};

/** Where the file of the epoch before is kept; null when there is none. */
export const keptAs = ({ folder }: JournalFiles, { file }: NextEpoch): string | null =>
  file === null ? null : path.join(folder, file);
