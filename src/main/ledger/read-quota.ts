import type { Logger } from '../log/index.ts';
import { MOST_READS, type ReadTable } from './reads.ts';

/** The tenant's small quota of reads of methods and logs, shared by all its desks. */
export interface ReadQuota {
  /**
   * Settles when so many reads may be made at once.
   *
   * @returns false when the signal said stop first
   */
  readonly take: (reads: number, signal?: AbortSignal) => Promise<boolean>;
}

/** What the quota is kept with. */
export interface ReadQuotaParts {
  readonly table: ReadTable;
  readonly clock: {
    readonly monotonicMs: () => number;
    readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  };
  readonly log: Logger;
}

/** While the ledger is away it is not asked again for so long: each time can take as long as its patience. */
const AGAIN_MS = 30_000;
/** How many share the quota, as long as the ledger has not said so. */
const UNTOLD = 10;

interface Now {
  stations: number;
  awayUntil: number;
  /** From when on the station's own share has something left. */
  shareFrom: number;
}

/** The station's part of the quota when nobody shares it out: its turn comes as often as if all others read as well. */
const waitForShare = ({ table, clock }: ReadQuotaParts, now: Now, reads: number): number => {
  const at = clock.monotonicMs();
  const from = Math.max(at, now.shareFrom);
  now.shareFrom = from + (table.window.ms / MOST_READS) * now.stations * reads;
  return from - at;
};

/** @returns how long to wait, and until when the reads may be used; null where the ledger does not answer */
const askLedger = async (
  { table, clock, log }: ReadQuotaParts,
  now: Now,
  reads: number,
): Promise<{ readonly waitMs: number; readonly until: number } | null> => {
  const at = clock.monotonicMs();
  if (at < now.awayUntil) return null;
  try {
    const { waitMs, stations } = await table.give(reads);
    now.stations = Math.max(1, stations);
    return { waitMs, until: at + waitMs + table.window.lateMs };
  } catch (error) {
    log.warn('reads-not-shared-out', { why: String(error) });
    now.awayUntil = clock.monotonicMs() + AGAIN_MS;
    return null;
  }
};

const take = async (parts: ReadQuotaParts, now: Now, of: { reads: number; signal: AbortSignal }) => {
  const { clock } = parts;
  const isOver = (): boolean => of.signal.aborted;
  while (!isOver()) {
    const given = await askLedger(parts, now, of.reads);
    await clock.sleep(given?.waitMs ?? waitForShare(parts, now, of.reads), of.signal);
    // One that comes too late is left unused: it would stand too close to what others read.
    if (given === null || clock.monotonicMs() <= given.until) return !isOver();
  }
  return false;
};

const stopOf = (signal: AbortSignal): Promise<false> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve(false);
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });

/**
 * Shares the tenant's quota with the other desks, one request after the other: a desk has one place in the ledger's
 * order at a time, however much it has to read, so that none keeps the others waiting for more than a turn.
 */
export const createReadQuota = (parts: ReadQuotaParts): ReadQuota => {
  const now: Now = { stations: UNTOLD, awayUntil: -Infinity, shareFrom: -Infinity };
  let last: Promise<unknown> = Promise.resolve();
  return {
    take: (reads, signal = new AbortController().signal) => {
      const result = last.then(() => take(parts, now, { reads, signal }));
      last = result.catch(() => undefined);
      return Promise.race([result, stopOf(signal)]);
    },
  };
};
