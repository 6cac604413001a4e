import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { claimOf } from './claim.ts';
import { nameOfSealed, removeFile, type JournalFiles } from './files.ts';
import { readCopy, type NextEpoch } from './next-epoch.ts';
import type { EntryBody, Journal, Signer } from './port.ts';

const byStation = (type: string, data: EntryBody['data']): EntryBody => ({
  type,
  enrollment: null,
  step: null,
  actor: 'station',
  subject: null,
  data,
});

/** What is needed to end an epoch. */
export interface Sealing {
  readonly files: JournalFiles;
  readonly signer: Signer;
  readonly journal: Journal;
}

/**
 * Writes the last entry of an epoch and the checkpoint that covers it.
 *
 * @returns what the next epoch begins with; null when the checkpoint could not be made: the epoch then goes on, and
 * is sealed at another start
 */
export const seal = ({ files, signer, journal }: Sealing): NextEpoch | null => {
  const { entry, hash } = journal.append(byStation('epoch.sealed', {}));
  journal.checkpoint();
  const jws = readCopy(files);
  const claim = jws === null ? null : claimOf(jws);
  // The key's own entry may stand between the last entry and its checkpoint.
  if (jws === null || claim === null || claim.epoch !== entry.epoch || claim.size < entry.seq) return null;
  return {
    cause: 'sealed',
    previousEpoch: entry.epoch,
    previousSize: claim.size,
    previousHead: claim.size === entry.seq ? hash : claim.head,
    knownFrom: 'sealed',
    checkpoint: jws,
    previousKid: signer.kid,
    previousX: signer.publicJwk.x,
    found: null,
    file: nameOfSealed(files, entry.epoch),
    sha256: null,
    walSha256: null,
    open: [],
  };
};

/** Whether somebody asked for the epoch to be sealed. */
export const isSealingAsked = ({ sealRequest }: JournalFiles): boolean => existsSync(sealRequest);

/** What pruning leaves in place of an epoch until the journal has recorded it. */
export const pruned = z.strictObject({
  epoch: z.int().min(1),
  /** Hash of the last entry of the epoch, hex. */
  head: z.string(),
  /** Hex SHA-256 of the export that was verified before. */
  exportSha256: z.string(),
});
export type Pruned = z.infer<typeof pruned>;

/** Where it is left. */
export const prunedNote = ({ folder, name }: JournalFiles, epoch: number): string =>
  path.join(folder, `${name}-${epoch}-pruned.json`);

/** Records epochs that were pruned while the desk was closed. A note that cannot be read stays where it is. */
export const recordPruned = (files: JournalFiles, journal: Journal): void => {
  const pattern = new RegExp(`^${files.name}-\\d+-pruned\\.json$`);
  for (const name of readdirSync(files.folder).filter((one) => pattern.test(one))) {
    const note = path.join(files.folder, name);
    const read = pruned.safeParse(JSON.parse(readFileSync(note, 'utf8')));
    if (!read.success) continue;
    const known = journal.ofType('epoch.pruned').some(({ entry }) => entry.data['epoch'] === read.data.epoch);
    if (!known) journal.append(byStation('epoch.pruned', read.data));
    removeFile(note);
  }
};
