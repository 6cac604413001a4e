import type pg from 'pg';
import { z } from 'zod';
import { dataOf, entryProblem, hashOf, readEntry, type Entry, type Place } from '../../../verifier/entry.ts';
import type { LedgerFinding } from './findings.ts';
import { takeKey, type Keys } from './keys.ts';

const PAGE = 1_000;
const GENESIS = '0'.repeat(64);

/** One station while it is audited. */
export interface Auditing {
  readonly client: pg.Client;
  readonly station: string;
  readonly keys: Keys;
  readonly now: Date;
  readonly found: (finding: Omit<LedgerFinding, 'station'>) => void;
}

const entryRow = z.object({ seq: z.coerce.number(), hash: z.string(), bytes: z.string() });
type EntryRow = z.infer<typeof entryRow>;
const markRow = z.object({ epoch: z.int(), seq: z.coerce.number(), hash: z.string() });
type Mark = z.infer<typeof markRow>;

const entriesAfter = async (
  { client, station }: Auditing,
  { epoch, seq }: Mark,
): Promise<readonly EntryRow[]> => {
  const { rows } = await client.query(
    `SELECT seq, encode(hash, 'hex') AS hash, bytes FROM entries
      WHERE station = $1 AND epoch = $2 AND seq > $3 ORDER BY seq LIMIT ${PAGE}`,
    [station, epoch, seq],
  );
  return rows.map((row) => entryRow.parse(row));
};

const tipOf = async ({ client, station }: Auditing, epoch: number): Promise<Mark | null> => {
  const { rows } = await client.query(
    `SELECT epoch, seq, encode(hash, 'hex') AS hash FROM entries
      WHERE station = $1 AND epoch = $2 ORDER BY seq DESC LIMIT 1`,
    [station, epoch],
  );
  return rows[0] === undefined ? null : markRow.parse(rows[0]);
};

const hashAt = async ({ client, station }: Auditing, epoch: number, seq: number): Promise<string | null> => {
  const { rows } = await client.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM entries WHERE station = $1 AND epoch = $2 AND seq = $3`,
    [station, epoch, seq],
  );
  return rows[0]?.hash ?? null;
};

/** What an epoch says of the one before is held against what the ledger has of that one. */
const checkBeginning = async (auditing: Auditing, entry: Entry): Promise<void> => {
  const { found } = auditing;
  const { epoch, seq } = entry;
  const { previousSize, previousHead, cause } = dataOf(entry);
  const tip = await tipOf(auditing, epoch - 1);
  if (entry.type !== 'epoch.begun' || typeof previousSize !== 'number') {
    found({ kind: 'entry', epoch, seq, what: 'it does not say which epoch it follows' });
    return;
  }
  const has = tip?.seq ?? 0;
  if (has < previousSize) {
    const what = `epoch ${epoch - 1} ends with entry ${previousSize}, and ${has} have come`;
    found({ kind: 'gap', epoch: epoch - 1, seq: has + 1, what });
    return;
  }
  if (has > previousSize) {
    const kind = cause === 'sealed' ? 'fork' : 'tail-lost';
    const what = `entries ${previousSize + 1} to ${has} are here, and the station does not know of them`;
    found({ kind, epoch: epoch - 1, seq: previousSize + 1, what });
  }
  if (previousSize > 0 && (await hashAt(auditing, epoch - 1, previousSize)) !== previousHead) {
    found({ kind: 'fork', epoch: epoch - 1, seq: previousSize, what: 'the next epoch names another end' });
  }
};

const checkEntry = async (auditing: Auditing, row: EntryRow, place: Place): Promise<void> => {
  const entry = readEntry(row.bytes);
  const problem = entryProblem({ ...row, computed: hashOf(row.bytes) }, entry, place);
  const { epoch } = place;
  const at = { epoch: epoch ?? 0, seq: row.seq };
  if (problem !== null) auditing.found({ kind: 'entry', ...at, what: problem[1] });
  if (entry === null) return;
  if (entry.seq === 1 && entry.epoch > 1) await checkBeginning(auditing, entry);
  if (entry.type !== 'station.key') return;
  const wrong = await takeKey(auditing.client, { ...auditing, entry });
  if (wrong !== null) auditing.found({ kind: 'key', ...at, what: wrong });
};

const remember = async ({ client, station, now }: Auditing, { epoch, seq, hash }: Mark): Promise<void> => {
  await client.query(
    `INSERT INTO audited (station, epoch, seq, hash, at) VALUES ($1, $2, $3, decode($4, 'hex'), $5)
     ON CONFLICT (station, epoch) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, at = excluded.at`,
    [station, epoch, seq, hash, now],
  );
};

/** Goes through what has come of an epoch since the last audit. @returns how many entries that was */
const auditEpoch = async (auditing: Auditing, from: Mark): Promise<number> => {
  let mark = from;
  for (let count = 0; ;) {
    const page = await entriesAfter(auditing, mark);
    for (const row of page) {
      const { epoch } = mark;
      await checkEntry(auditing, row, {
        seq: mark.seq + 1,
        prev: [mark.hash],
        station: auditing.station,
        epoch,
      });
      mark = { epoch, seq: row.seq, hash: row.hash };
    }
    if (page.length > 0) await remember(auditing, mark);
    count += page.length;
    if (page.length < PAGE) return count;
  }
};

const nextEpoch = async ({ client, station }: Auditing, after: number): Promise<number | null> => {
  const { rows } = await client.query(
    'SELECT min(epoch) AS epoch FROM entries WHERE station = $1 AND epoch > $2',
    [station, after],
  );
  return z.object({ epoch: z.int().nullable() }).parse(rows[0]).epoch;
};

/** Checks all entries of a station that no audit has seen, by code that shares nothing with the station's. */
export const auditEntries = async (auditing: Auditing): Promise<number> => {
  const { rows } = await auditing.client.query(
    `SELECT epoch, seq, encode(hash, 'hex') AS hash FROM audited WHERE station = $1 ORDER BY epoch`,
    [auditing.station],
  );
  const marks = rows.map((row) => markRow.parse(row));
  let count = 0;
  for (const mark of marks) count += await auditEpoch(auditing, mark);
  for (let last = marks.at(-1)?.epoch ?? 0; ;) {
    const epoch = await nextEpoch(auditing, last);
    if (epoch === null) return count;
    count += await auditEpoch(auditing, { epoch, seq: 0, hash: GENESIS });
    last = epoch;
  }
};
