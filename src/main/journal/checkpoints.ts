import canonicalize from 'canonicalize';
import { z } from 'zod';
import { guarded, type Connection } from './database.ts';
import { parseEntry } from './entry.ts';
import type { EntryBody, Signer } from './port.ts';
import { rowsOf } from './rows.ts';

/** The media type that keeps a checkpoint from being taken for anything else that the key may sign one day. */
const TYPE = 'tapdesk-checkpoint+jws';

/** Entries after which a checkpoint is written at once. */
const turningPoints: ReadonlySet<string> = new Set([
  'enrollment.ended',
  'enrollment.unresolved',
  'desk.opened',
  'desk.closed',
]);

/** Whether a checkpoint is due as soon as an entry of this type is on disk. */
export const callsForCheckpoint = (type: string): boolean => turningPoints.has(type);

/** What a checkpoint says: the chain of this station had this length and this head at this moment. */
interface Claim {
  readonly v: 1;
  readonly station: string;
  readonly epoch: number;
  /** Sequence number of the last entry covered. */
  readonly size: number;
  /** Hash of that entry, hex. */
  readonly head: string;
  /** ISO date-time of the station's wall clock. */
  readonly at: string;
}

const base64url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/**
 * The compact JWS (RFC 7515, 7.1) over a claim. Signing is synchronous, so that the checkpoint belongs to the head
 * it was asked for and is on disk before the journal closes.
 */
const jwsOf = (claim: Claim, signer: Signer): string => {
  const header = canonicalize({ alg: 'EdDSA', kid: signer.kid, typ: TYPE });
  const signed = `${base64url(header ?? '')}.${base64url(canonicalize(claim) ?? '')}`;
  return `${signed}.${Buffer.from(signer.sign(Buffer.from(signed, 'ascii'))).toString('base64url')}`;
};

const keyEntry = ({ kid, publicJwk }: Signer): EntryBody => ({
  type: 'station.key',
  enrollment: null,
  step: null,
  actor: 'station',
  subject: null,
  data: { ...publicJwk, kid },
});

/** The key that the chain names last. */
const kidInChain = (connection: Connection): string | null => {
  const [row] = rowsOf(
    connection,
    "SELECT seq, hash, bytes FROM entries WHERE type = 'station.key' ORDER BY seq DESC LIMIT 1",
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
  const cover = (): void => {
    if (parts.head().seq <= covered) return;
    if (kid !== signer.kid) {
      parts.append(keyEntry(signer));
      kid = signer.kid;
    }
    const { seq, hash } = parts.head();
    const at = new Date(parts.now()).toISOString();
    const jws = jwsOf({ v: 1, station, epoch, size: seq, head: hash, at }, signer);
    parts.durably(() => insert.run(seq, jws));
    covered = seq;
  };
  return () => {
    try {
      cover();
    } catch (error) {
      parts.failed(error);
    }
  };
};

const claimed = z.object({ size: z.int(), head: z.string() });

const claimOf = (jws: string): z.infer<typeof claimed> | null => {
  try {
    const text = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('utf8');
    return claimed.parse(JSON.parse(text));
  } catch {
    // Unreadable is an answer here: the caller names the checkpoint.
    return null;
  }
};

const PAGE = 512;
const checkpointRow = z.object({ seq: z.int(), jws: z.string(), hash: z.string().nullable() });

/**
 * The first entry where the chain and a checkpoint over it disagree, such as the first of those that were cut off
 * its end; null when all agree. Signatures are left to the verifier, which has the public key from elsewhere.
 */
export const firstContradicted = (connection: Connection): number | null => {
  const statement = connection.prepare(
    `SELECT c.seq, c.jws, e.hash FROM checkpoints c LEFT JOIN entries e ON e.seq = c.seq
      WHERE c.seq > ? ORDER BY c.seq LIMIT ${PAGE}`,
  );
  for (let after = 0; ;) {
    const page = guarded(() => statement.all(after)).map((row) => checkpointRow.parse(row));
    for (const { seq, jws, hash } of page) {
      const claim = claimOf(jws);
      if (claim?.size !== seq || claim.head !== hash) return seq;
    }
    after = page.at(-1)?.seq ?? after;
    if (page.length < PAGE) return null;
  }
};
