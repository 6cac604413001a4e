import type { Entry, EntryBody, Stored } from '../../src/main/journal/index.ts';

/** A body as a journal gives it back, for tests that look at nothing else of the entry than what they name here. */
export const storedLike = (body: EntryBody, frame: Partial<Omit<Entry, keyof EntryBody>> = {}): Stored => ({
  hash: '',
  entry: {
    ...{ v: 1, station: '', epoch: 1, seq: 1, prev: '', at: '', monotonicMs: 0, commitments: {} },
    ...frame,
    ...body,
  },
});
