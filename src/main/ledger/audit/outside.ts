import type pg from 'pg';
import { z } from 'zod';
import { signatureProblem, takeApart, type Claim } from '../../../verifier/checkpoint.ts';
import { raise, type LedgerFinding } from './findings.ts';
import { keysOf, type Keys } from './keys.ts';

/** A checkpoint that was kept outside, as it stands there. */
export interface OutsideCheckpoint {
  readonly epoch: number;
  readonly size: number;
  /** Whether another one had its place already: two histories of one station went out. */
  readonly other: boolean;
  /** Compact JWS, if it is one. */
  readonly jws: string;
}

/** One place outside, as the audit reads it. Everything throws what its adapter throws. */
export interface Outside {
  /** A station's checkpoints after the last that is known, and all that contradicted others. */
  readonly checkpoints: (station: string, after: Known | null) => AsyncIterable<OutsideCheckpoint>;
}

/** What an audit remembers of an epoch, so that the next one need not read it all again. */
export interface Known {
  readonly epoch: number;
  readonly size: number;
  readonly head: string;
  /** When it was signed for, ISO date-time. */
  readonly at: string;
}

/** The last checkpoint of each epoch by station. It has to be kept elsewhere than in the ledger that is audited. */
export type OutsideMemory = Readonly<Record<string, readonly Known[]>>;

/** What an audit by an outside place is held to. */
export interface OutsideSettings {
  readonly now: Date;
  /** As long as a station may go without its ledger: what is outside may be that much ahead. */
  readonly aheadMinutes: number;
  readonly memory: OutsideMemory;
}

/** What it came to. */
export interface OutsideReport {
  /** How many checkpoints were read outside. */
  readonly checkpoints: number;
  readonly fresh: readonly LedgerFinding[];
  readonly memory: OutsideMemory;
}

interface Comparing {
  readonly client: pg.Client;
  readonly station: string;
  readonly keys: Keys;
  readonly settings: OutsideSettings;
  readonly found: (finding: Omit<LedgerFinding, 'station'>) => void;
}

const MINUTE_MS = 60_000;

const row = z.object({
  hash: z.string().nullable(),
  /** Entries of the epoch up to that one. */
  count: z.coerce.number(),
  /** Whether something later of the station is there. */
  later: z.boolean(),
});

const HELD = `SELECT
    (SELECT encode(hash, 'hex') FROM entries WHERE station = $1 AND epoch = $2 AND seq = $3) AS hash,
    (SELECT count(*) FROM entries WHERE station = $1 AND epoch = $2 AND seq <= $3) AS count,
    EXISTS (SELECT 1 FROM entries WHERE station = $1 AND (epoch > $2 OR (epoch = $2 AND seq > $3))) AS later`;

const problemOf = ({ station, keys }: Comparing, one: OutsideCheckpoint): Claim | string => {
  const taken = takeApart(one.jws);
  if (taken === null) return 'it is no checkpoint of this format';
  const { claim, kid } = taken;
  if (claim.station !== station) return `it is of another station, ${claim.station}`;
  if (claim.epoch !== one.epoch || claim.size !== one.size) return 'it stands where another belongs';
  const key = typeof kid === 'string' ? keys.get(kid) : undefined;
  if (key === undefined) return 'its key is none that was admitted in the ledger';
  return signatureProblem(taken, key) ?? claim;
};

/** Whether everything that was signed for is in the ledger as it was signed for. */
const compare = async (
  { client, station, settings, found }: Comparing,
  known: Known,
  other: boolean,
): Promise<void> => {
  const { epoch, size: seq, head, at } = known;
  const { rows } = await client.query(HELD, [station, epoch, seq]);
  const { hash, count, later } = row.parse(rows[0]);
  if (hash !== null && hash !== head) {
    // What contradicts another checkpoint is the station's own second history.
    const kind = other ? 'fork' : 'rewritten';
    found({
      kind,
      epoch,
      seq,
      what: `outside the station signed at ${at} for another entry than the ledger has`,
    });
    return;
  }
  if (count === seq) return;
  const ahead = settings.now.getTime() - Date.parse(at) < settings.aheadMinutes * MINUTE_MS;
  if (hash === null && !later && ahead) return;
  const what = `outside ${seq} entries are signed for at ${at}, and the ledger has ${count} of them`;
  found({ kind: other ? 'fork' : 'lost', epoch, seq, what });
};

/** A station that stopped putting anything outside may be about to rewrite what it signed. */
const checkBehind = async (
  { client, station, settings, found }: Comparing,
  last: Known | undefined,
): Promise<void> => {
  // Who never put anything outside has no such place, as far as the ledger can know.
  if (last === undefined) return;
  const { rows } = await client.query<{ jws: string }>(
    'SELECT jws FROM checkpoints WHERE station = $1 ORDER BY epoch DESC, size DESC LIMIT 1',
    [station],
  );
  const at = takeApart(rows[0]?.jws ?? '')?.claim.at;
  if (at === undefined || Date.parse(at) - Date.parse(last.at) < settings.aheadMinutes * MINUTE_MS) return;
  const what = `nothing was put outside after ${last.at}, and what the ledger has goes on until ${at}`;
  found({ kind: 'behind', epoch: last.epoch, seq: last.size, what });
};

/** Checks what came since the last time. @returns the last good one of each epoch, and how many were read */
const takeNew = async (
  comparing: Comparing,
  outside: Outside,
  before: readonly Known[],
): Promise<{ readonly count: number; readonly last: readonly Known[] }> => {
  const last = new Map(before.map((one) => [one.epoch, one]));
  let count = 0;
  for await (const one of outside.checkpoints(comparing.station, before.at(-1) ?? null)) {
    const { epoch, size: seq, other } = one;
    count += 1;
    const claim = problemOf(comparing, one);
    if (typeof claim === 'string') comparing.found({ kind: 'outside', epoch, seq, what: claim });
    else if (other) await compare(comparing, claim, true);
    else if (seq > (last.get(epoch)?.size ?? 0)) {
      last.set(epoch, { epoch, size: seq, head: claim.head, at: claim.at });
      await compare(comparing, claim, false);
    }
  }
  return { count, last: [...last.values()].sort((a, b) => a.epoch - b.epoch) };
};

/**
 * Holds the ledger against what its stations signed and put outside: what is missing there or is something else was
 * taken out or rewritten by whoever owns the ledger, or the station has two histories. The last checkpoint of each epoch
 * is looked at each time, so that what was there once is missed when it goes.
 *
 * @throws the database's errors, and those of the place
 */
export const auditOutside = async (
  client: pg.Client,
  outside: Outside,
  settings: OutsideSettings,
): Promise<OutsideReport> => {
  const { rows } = await client.query<{ station: string }>('SELECT station FROM stations ORDER BY station');
  // A station that the ledger does not name any more is remembered all the same.
  const stations = [
    ...new Set([...Object.keys(settings.memory), ...rows.map(({ station }) => station)]),
  ].sort();
  const memory: Record<string, readonly Known[]> = {};
  const fresh: LedgerFinding[] = [];
  let checkpoints = 0;
  for (const station of stations) {
    const findings: LedgerFinding[] = [];
    const keys = await keysOf(client, station);
    const comparing: Comparing = {
      ...{ client, station, keys, settings },
      found: (finding) => findings.push({ station, ...finding }),
    };
    const before = settings.memory[station] ?? [];
    for (const known of before) await compare(comparing, known, false);
    const { count, last } = await takeNew(comparing, outside, before);
    await checkBehind(comparing, last.at(-1));
    checkpoints += count;
    memory[station] = last;
    fresh.push(...(await raise(client, findings, settings.now)));
  }
  return { checkpoints, fresh, memory };
};
