import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { clock as realClock } from '../../src/main/app/clock.ts';
import { openJournal, type Journal } from '../../src/main/journal/index.ts';

/** Where the journal of a desk lies in its folder. */
export const deskJournalIn = (folder: string): string => path.join(folder, 'journal.sqlite');

/**
 * Opens the journal of a desk, without a key that signs it. Whoever opens it closes it.
 *
 * @param folder where it lies, or begins
 * @param own another name than `desk-1`, another clock than the real one
 */
export const openDeskJournal = (
  folder: string,
  own: {
    readonly station?: string;
    readonly clock?: { readonly now: () => number; readonly monotonicMs: () => number };
  } = {},
): Journal =>
  openJournal({
    file: deskJournalIn(folder),
    station: own.station ?? 'desk-1',
    clock: own.clock ?? realClock,
    randomBytes: (count) => randomBytes(count),
  });
