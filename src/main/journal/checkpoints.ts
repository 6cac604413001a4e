import { z } from 'zod';
import { checkpointOf, claimOf, isEndorsementOf } from './claim.ts';
import type { Connection } from './database.ts';
import { parseEntry } from './entry.ts';
import { amongTurns } from './migrations/0003-epochs.ts';
import type { EntryBody, Signer } from './port.ts';
import { ENTRY, rowsOf } from './rows.ts';

/** Entries after which a checkpoint is written at once. */
const turningPoints: ReadonlySet<string> = new Set([
  'enrollment.ended',
  'enrollment.unresolved',
  'desk.opened',
  'desk.closed',
  'epoch.begun',
  'epoch.sealed',
  'journal.acknowledged',
]);

/** Whether a checkpoint is due as soon as an entry of this type is on disk. */
export const callsForCheckpoint = (type: string): boolean => turningPoints.has(type);

/** What stands behind a key: nothing needs to behind the first, the old key's word behind each that follows. */
const standing = (signer: Signer, before: string | null): EntryBody['data'] => {
  if (before === null || before === signer.kid) return {};
  const { endorsement } = signer;
  const endorsed = endorsement !== undefined && isEndorsementOf(endorsement, signer, before);
  return endorsed ? { endorsement } : { unendorsed: true };
};

const keyEntry = (signer: Signer, before: string | null): EntryBody => ({
  type: 'station.key',
  enrollment: null,
  step: null,
  actor: 'station',
  subject: null,
  data: { ...signer.publicJwk, kid: signer.kid, ...standing(signer, before) },
});

/** The key in force when the epoch began; null in the first, and where nobody knows. */
const kidBefore = (connection: Connection): string | null => {
  const [row] = rowsOf(connection, `SELECT ${ENTRY} FROM entries ORDER BY seq LIMIT 1`, []);
  const kid = row === undefined ? null : parseEntry(row.bytes).data['previousKid'];
  return typeof kid === 'string' ? kid : null;
};

/** The key that the chain names last. */
const kidInChain = (connection: Connection): string | null => {
  const [row] = rowsOf(
    connection,
    `SELECT ${ENTRY} FROM entries WHERE ${amongTurns} AND type = 'station.key' ORDER BY seq DESC LIMIT 1`,
    [],
  );
  return row === undefined ? null : z.string().parse(parseEntry(row.bytes).data['kid']);
};

const lastCheckpoint = (connection: Connection): number =>
  z.int().parse(connection.prepare('SELECT ifnull(max(seq), 0) FROM checkpoints').pluck().all()[0]);

/** What checkpoints are made of. */
export interface CheckpointParts {
  readonly connection: Connection;
  readonly signer: Signer;
  readonly station: string;
  readonly epoch: number;
  readonly now: () => number;
  readonly append: (body: EntryBody) => unknown;
  readonly head: () => { readonly seq: number; readonly hash: string };
  /** Runs a write; refuses it when nobody knows any more what is on disk. */
  readonly durably: (write: () => void) => void;
  /** Told each checkpoint as soon as it is on disk. */
  readonly made: (jws: string) => void;
  /** Told why a checkpoint could not be made. The next one covers the same entries. */
  readonly failed: (error: unknown) => void;
}

/**
 * Makes the function that covers everything written so far by one signed checkpoint, if anything is not covered
 * yet. The key stands in the chain before the first checkpoint made with it. Never throws: an entry counts
 * whether or not it is covered yet.
 */
export const createCheckpoint = (parts: CheckpointParts): (() => void) => {
  const { connection, signer, station, epoch } = parts;
  const insert = connection.prepare('INSERT INTO checkpoints (seq, jws) VALUES (?, ?)');
  let covered = lastCheckpoint(connection);
  let kid = kidInChain(connection);
  const keyBefore = (): string | null => kid ?? kidBefore(connection);
  const cover = (): void => {
    if (parts.head().seq <= covered) return;
    if (kid !== signer.kid) {
      parts.append(keyEntry(signer, keyBefore()));
      kid = signer.kid;
    }
    const { seq, hash } = parts.head();
    const at = new Date(parts.now()).toISOString();
    const jws = checkpointOf({ v: 1, station, epoch, size: seq, head: hash, at }, signer);
    parts.durably(() => insert.run(seq, jws));
    covered = seq;
    parts.made(jws);
  };
  return () => {
    try {
      cover();
    } catch (error) {
      parts.failed(error);
    }
  };
};

const PAGE = 512;
/** ASCII, or different from everything that is. */
const ascii = z.instanceof(ArrayBuffer).transform((bytes) => Buffer.from(bytes).toString('latin1'));
const checkpointRow = z.object({ seq: z.int(), jws: ascii, hash: ascii.nullable() });

/**
 * The first entry where the chain and a checkpoint over it disagree, such as the first of those that were cut off
 * its end; null when all agree. Signatures are left to the verifier, which has the public key from elsewhere.
 */
export const firstContradicted = (connection: Connection): number | null => {
  const statement = connection.prepare(
    `SELECT c.seq, CAST(c.jws AS BLOB) AS jws, CAST(e.hash AS BLOB) AS hash
       FROM checkpoints c LEFT JOIN entries e ON e.seq = c.seq
      WHERE c.seq > ? ORDER BY c.seq LIMIT ${PAGE}`,
  );
  for (let after = 0; ;) {
    const page = statement.all(after).map((row) => checkpointRow.parse(row));
    for (const { seq, jws, hash } of page) {
      const claim = claimOf(jws);
      if (claim?.size !== seq || claim.head !== hash) return seq;
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return null;
  }
};
