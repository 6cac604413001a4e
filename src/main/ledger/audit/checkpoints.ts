import { z } from 'zod';
import { signatureProblem, takeApart, type Claim, type Unverified } from '../../../verifier/checkpoint.ts';
import type { Auditing } from './entries.ts';

/** How long after a checkpoint the entries under it may take to arrive. */
const ON_ITS_WAY_MS = 5 * 60_000;

const checkpointRow = z.object({
  epoch: z.int(),
  size: z.coerce.number(),
  digest: z.string(),
  jws: z.string(),
  received_at: z.date(),
  hash: z.string().nullable(),
});
type CheckpointRow = z.infer<typeof checkpointRow>;

const notAudited = async ({ client, station }: Auditing): Promise<readonly CheckpointRow[]> => {
  const { rows } = await client.query(
    `SELECT c.epoch, c.size, encode(c.digest, 'hex') AS digest, c.jws, c.received_at, encode(e.hash, 'hex') AS hash
       FROM checkpoints c
       LEFT JOIN audited_checkpoints a USING (station, epoch, size, digest)
       LEFT JOIN entries e ON e.station = c.station AND e.epoch = c.epoch AND e.seq = c.size
      WHERE c.station = $1 AND a.station IS NULL ORDER BY c.received_at, c.epoch, c.size`,
    [station],
  );
  return rows.map((row) => checkpointRow.parse(row));
};

/** What the last good checkpoint said; null before the first. */
const lastGood = async ({ client, station }: Auditing): Promise<Claim | null> => {
  const { rows } = await client.query<{ jws: string }>(
    `SELECT c.jws FROM checkpoints c JOIN audited_checkpoints a USING (station, epoch, size, digest)
      WHERE c.station = $1 AND a.good ORDER BY c.epoch DESC, c.size DESC LIMIT 1`,
    [station],
  );
  const [row] = rows;
  return row === undefined ? null : (takeApart(row.jws)?.claim ?? null);
};

const isBehind = (one: Claim, other: Claim): boolean =>
  one.epoch < other.epoch || (one.epoch === other.epoch && one.size < other.size);

/** What is wrong with the form, the owner or the signature of a checkpoint; null when nothing is. */
const problemOf = (
  { station, keys }: Auditing,
  row: CheckpointRow,
  taken: Unverified | null,
): string | null => {
  if (taken === null) return 'it is no checkpoint of this format';
  const { claim, kid } = taken;
  if (claim.station !== station) return `it is of another station, ${claim.station}`;
  if (claim.epoch !== row.epoch || claim.size !== row.size)
    return 'it covers something else than it was sent for';
  const key = typeof kid === 'string' ? keys.get(kid) : undefined;
  return key === undefined ? 'its key is none that was admitted' : signatureProblem(taken, key);
};

type Verdict = 'good' | 'bad' | 'later';

const judge = (auditing: Auditing, row: CheckpointRow, before: Claim | null): Verdict => {
  const { epoch, size: seq } = row;
  const taken = takeApart(row.jws);
  const problem = problemOf(auditing, row, taken);
  if (taken === null || problem !== null) {
    auditing.found({ kind: 'checkpoint', epoch, seq, what: problem ?? '' });
    return 'bad';
  }
  const { claim } = taken;
  if (before !== null && isBehind(claim, before) && claim.at > before.at) {
    const what = `signed for at ${claim.at}, after entry ${before.size} of epoch ${before.epoch} at ${before.at}`;
    auditing.found({ kind: 'rollback', epoch, seq, what });
  }
  if (row.hash === null) {
    if (auditing.now.getTime() - row.received_at.getTime() < ON_ITS_WAY_MS) return 'later';
    auditing.found({ kind: 'gap', epoch, seq, what: 'it was signed for, and has not come' });
    return 'bad';
  }
  if (row.hash === claim.head) return 'good';
  auditing.found({
    kind: 'fork',
    epoch,
    seq,
    what: 'the station signed for another entry than the one it sent',
  });
  return 'bad';
};

/** Checks all checkpoints of a station that no audit has judged. @returns how many that was */
export const auditCheckpoints = async (auditing: Auditing): Promise<number> => {
  const { client, station } = auditing;
  let before = await lastGood(auditing);
  const rows = await notAudited(auditing);
  for (const row of rows) {
    const verdict = judge(auditing, row, before);
    if (verdict === 'later') continue;
    await client.query(
      `INSERT INTO audited_checkpoints (station, epoch, size, digest, good)
       VALUES ($1, $2, $3, decode($4, 'hex'), $5) ON CONFLICT (station, epoch, size, digest) DO NOTHING`,
      [station, row.epoch, row.size, row.digest, verdict === 'good'],
    );
    const claim = takeApart(row.jws)?.claim ?? null;
    if (verdict === 'good' && claim !== null && (before === null || isBehind(before, claim))) before = claim;
  }
  return rows.length;
};
