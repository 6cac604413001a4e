import type { Journal, Stored } from '../journal/index.ts';

/** So many entries are read before others have their turn: the desk's work goes on beside. */
const TOGETHER = 250;

export type ReadJournal = Pick<Journal, 'read'>;

const turn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const firstFrom = ({ read }: ReadJournal, seq: number): Stored | null => {
  for (const one of read(seq)) return one;
  return null;
};

/** Number of the last entry; 0 when there is none. It is found without reading them all. */
export const lastSeq = (journal: ReadJournal): number => {
  let [low, high] = [0, 1];
  while (firstFrom(journal, high) !== null) [low, high] = [high, high * 2];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (firstFrom(journal, middle) === null) high = middle;
    else low = middle;
  }
  return low;
};

/** Number of the first entry at or after a moment, as far as the clock went forward; one past the last when none is. */
export const seqSince = (journal: ReadJournal, since: string): number => {
  let [low, high] = [1, lastSeq(journal) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = firstFrom(journal, middle)?.entry.at;
    if (at !== undefined && at < since) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Hands out every entry from a number on, with pauses. */
export const scan = async (
  journal: ReadJournal,
  from: number,
  take: (stored: Stored) => void,
): Promise<void> => {
  let read = 0;
  for (const stored of journal.read(from)) {
    take(stored);
    read += 1;
    if (read % TOGETHER === 0) await turn();
  }
};

/** What a look backwards came to. */
export interface FoundBackwards {
  /** Newest first. */
  readonly found: readonly Stored[];
  /** Number before which it goes on; null at the beginning. */
  readonly before: number | null;
}

/** How many entries one look goes through at most: somebody waits for it. */
const MOST_LOOKED_AT = 50_000;

/**
 * Looks backwards for entries, with pauses, until enough are found.
 *
 * @param asked.before further back than this number
 */
export const findBackwards = async (
  journal: ReadJournal,
  asked: { readonly before: number; readonly wanted: number; readonly is: (stored: Stored) => boolean },
): Promise<FoundBackwards> => {
  const found: Stored[] = [];
  let end = asked.before;
  const least = Math.max(1, end - MOST_LOOKED_AT);
  while (end > least) {
    const start = Math.max(least, end - TOGETHER);
    const page: Stored[] = [];
    for (const stored of journal.read(start)) {
      if (stored.entry.seq >= end) break;
      page.push(stored);
    }
    for (const stored of page.reverse()) {
      if (!asked.is(stored)) continue;
      found.push(stored);
      if (found.length === asked.wanted)
        return { found, before: stored.entry.seq > 1 ? stored.entry.seq : null };
    }
    end = start;
    await turn();
  }
  return { found, before: end > 1 ? end : null };
};
