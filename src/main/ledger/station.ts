import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { isThereAlready, prepared, type Connection } from './connect.ts';
import { LedgerError, type LedgerHead, type OutgoingEntry, type SignOfLife } from './port.ts';

/** What a station may do in the ledger: add its own, and look how far it got. Everything throws LedgerError. */
export interface StationLedger {
  /** The last entry that is in the ledger; null before the first. */
  readonly head: () => Promise<LedgerHead | null>;
  /** The hash of one of the station's own entries in the ledger; null where it is not there. */
  readonly hashAt: (epoch: number, seq: number) => Promise<string | null>;
  /**
   * Adds entries of one epoch, in order and without gaps. What is there already is left as it is, so that it can be
   * repeated.
   *
   * @throws LedgerError `ledger.contradicts` when another entry stands where one of these belongs
   */
  readonly push: (epoch: number, entries: readonly OutgoingEntry[]) => Promise<void>;
  /** How far the checkpoints of an epoch that are in the ledger reach; 0 without any. */
  readonly covered: (epoch: number) => Promise<number>;
  /** Adds signed checkpoints, compact JWS; those that are there are left as they are. */
  readonly pushCheckpoints: (epoch: number, checkpoints: readonly Covering[]) => Promise<void>;
  /** Counts what the ledger did not take. */
  readonly refused: (refusal: Refusal) => Promise<void>;
  readonly signOfLife: (sign: SignOfLife) => Promise<void>;
}

/** A signed checkpoint and the number of the last entry that it covers. */
export interface Covering {
  readonly size: number;
  readonly jws: string;
}

/** Something that the ledger did not take. */
export interface Refusal {
  readonly code: string;
  readonly epoch: number;
  readonly seq: number;
  /** Of what was refused; only its hash is kept. */
  readonly content: string;
}

const headRow = z.object({ epoch: z.int(), seq: z.coerce.number(), hash: z.string() });

const coveredRow = z.object({ size: z.coerce.number() });

const GENESIS = '0'.repeat(64);

const ADD = `INSERT INTO entries (station, epoch, seq, before, prev, hash, bytes)
  SELECT $1::text, $2::int, t.seq, nullif(t.seq - 1, 0), decode(t.prev, 'hex'), decode(t.hash, 'hex'), t.bytes
    FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS t (seq, prev, hash, bytes)`;
/** Looking for what is there already costs the database as much again: only where it was there. */
const ADD_MISSING = `${ADD} ON CONFLICT (station, epoch, seq) DO NOTHING`;

const HASH_AT =
  "SELECT encode(hash, 'hex') AS hash FROM entries WHERE station = $1 AND epoch = $2 AND seq = $3";

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

const hashAt = async (
  client: pg.Client,
  at: readonly [station: string, epoch: number, seq: number],
): Promise<string | null> => {
  const { rows } = await client.query<{ hash: string }>(prepared(HASH_AT, at));
  return rows[0]?.hash ?? null;
};

/** @returns false where one of them, or another in its place, is there already; nothing was added then */
const addedAll = async (client: pg.Client, values: readonly unknown[]): Promise<boolean> => {
  try {
    await client.query(prepared(ADD, values));
    return true;
  } catch (error) {
    if (isThereAlready(error)) return false;
    throw error;
  }
};

const pushEntries = async (
  client: pg.Client,
  [station, epoch]: readonly [string, number],
  entries: readonly OutgoingEntry[],
): Promise<void> => {
  const last = entries.at(-1);
  if (last === undefined) return;
  const values = [
    station,
    epoch,
    entries.map(({ seq }) => seq),
    entries.map(({ prev }) => (prev === GENESIS ? null : prev)),
    entries.map(({ hash }) => hash),
    entries.map(({ bytes }) => bytes),
  ];
  if (await addedAll(client, values)) return;
  await client.query(prepared(ADD_MISSING, values));
  // Some were there: the chain up to the last one is ours if, and only if, the last one is.
  if ((await hashAt(client, [station, epoch, last.seq])) === last.hash) return;
  throw new LedgerError('ledger.contradicts');
};

const query = async (connection: Connection, sql: string, values: readonly unknown[]): Promise<unknown> => {
  const { rows } = await connection.use((client) =>
    client.query<Record<string, unknown>>(prepared(sql, values)),
  );
  return rows[0];
};

const HEAD = `SELECT epoch, seq, encode(hash, 'hex') AS hash FROM entries
  WHERE station = $1 ORDER BY epoch DESC, seq DESC LIMIT 1`;
const COVERED = 'SELECT coalesce(max(size), 0) AS size FROM checkpoints WHERE station = $1 AND epoch = $2';
const COVER = `INSERT INTO checkpoints (station, epoch, size, digest, jws)
  SELECT $1::text, $2::int, t.size, t.digest, t.jws
    FROM unnest($3::bigint[], $4::bytea[], $5::text[]) AS t (size, digest, jws)
  ON CONFLICT (station, epoch, size, digest) DO NOTHING`;
const REFUSE = 'INSERT INTO refusals (station, code, epoch, seq, digest) VALUES ($1, $2, $3, $4, $5)';
const SIGN = `INSERT INTO presence (station, version, open, unsent) VALUES ($1, $2, $3, $4)
  ON CONFLICT (station) DO UPDATE
    SET version = excluded.version, open = excluded.open, unsent = excluded.unsent`;

/** The ledger as one station sees it. */
export const createStationLedger = (connection: Connection, station: string): StationLedger => ({
  head: async () => headRow.optional().parse(await query(connection, HEAD, [station])) ?? null,
  hashAt: (epoch, seq) => connection.use((client) => hashAt(client, [station, epoch, seq])),
  push: (epoch, entries) => connection.use((client) => pushEntries(client, [station, epoch], entries)),
  covered: async (epoch) => coveredRow.parse(await query(connection, COVERED, [station, epoch])).size,
  pushCheckpoints: async (epoch, checkpoints) => {
    const jws = checkpoints.map((one) => one.jws);
    const sizes = checkpoints.map(({ size }) => size);
    await query(connection, COVER, [station, epoch, sizes, jws.map(sha256), jws]);
  },
  refused: async ({ code, epoch, seq, content }) => {
    await query(connection, REFUSE, [station, code, epoch, seq, sha256(content).toString('hex')]);
  },
  signOfLife: async ({ version, open, unsent }) => {
    await query(connection, SIGN, [station, version, open, unsent]);
  },
});
