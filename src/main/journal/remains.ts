import { readdirSync } from 'node:fs';
import path from 'node:path';
import { earlierFiles, type EarlierFile, type JournalFiles } from './files.ts';
import { nextEpoch, type NextEpoch } from './next-epoch.ts';
import type { Stored } from './port.ts';
import { readableEntries } from './salvage.ts';

/** What epochs that were damaged, lost or pruned still tell, as far as anybody may ask. */
export interface Remains {
  /** Beginnings and endings of enrollments that can be read in damaged files, oldest first. */
  readonly turns: readonly Stored[];
  /** The moment, ISO date-time, before which entries may be missing; null when nothing is. */
  readonly missingUntil: string | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** No window of the policy reaches further back: 43,200 minutes, and a day more for clocks and long enrollments. */
export const REACH_MS = 31 * DAY_MS;

const turns: ReadonlySet<string> = new Set(['enrollment.begun', 'enrollment.ended', 'enrollment.unresolved']);

/** The first entry of an epoch, where it says which one it follows. */
export interface Beginning {
  /** ISO date-time: whatever was written in the epoch before was written until then. */
  readonly at: string;
  readonly next: NextEpoch;
}

/** What the first entry of an epoch says of the one before; null where it says nothing. */
export const beginningIn = (first: Stored | undefined): Beginning | null => {
  const next = first?.entry.type === 'epoch.begun' ? nextEpoch.safeParse(first.entry.data) : null;
  return first === undefined || next?.success !== true ? null : { at: first.entry.at, next: next.data };
};

const later = (one: string | null, other: string | null): string | null =>
  one === null || (other !== null && other > one) ? other : one;

/** What a damaged file still tells. */
interface Told extends Remains {
  readonly first: Stored | undefined;
}

const follows = ({ entry: { seq, prev } }: Stored, last: Stored | undefined): boolean =>
  last === undefined ? seq === 1 : seq === last.entry.seq + 1 && prev === last.hash;

/** Whether the last entry that can be read is the last that was known, or a later one. */
const reachesEnd = (last: Stored | undefined, { previousHead, previousSize }: NextEpoch): boolean =>
  last !== undefined && previousHead !== null && last.entry.seq >= previousSize;

/**
 * Reads a damaged file from one end to the other. Where an entry does not follow the one before, some between them are
 * missing: they were written before it was. Where the last is not the last that was known, so many are missing at
 * the end: they were written before the next epoch began.
 */
const toldBy = (file: string, { at: end, next }: Beginning): Told => {
  const kept: Stored[] = [];
  let missingUntil: string | null = null;
  let [first, last]: (Stored | undefined)[] = [];
  let latest = '';
  for (const stored of readableEntries(file)) {
    const { at, type } = stored.entry;
    latest = at > latest ? at : latest;
    if (!follows(stored, last)) missingUntil = latest;
    if (turns.has(type)) kept.push(stored);
    first ??= stored;
    last = stored;
  }
  return {
    first,
    turns: kept,
    missingUntil: reachesEnd(last, next) ? missingUntil : later(missingUntil, end),
  };
};

const firstIn = (file: string): Stored | undefined => {
  for (const stored of readableEntries(file)) return stored;
  return undefined;
};

/** The file of the epoch before, under the name that the next one gives it; null when it is not there any more. */
const fileBefore = (files: JournalFiles, { next }: Beginning): EarlierFile | null => {
  const there = new Set(readdirSync(files.folder));
  if (next.file === null || !there.has(next.file)) return null;
  const kept = path.join(files.folder, next.file);
  return earlierFiles(files).find(({ file }) => file === kept) ?? null;
};

/**
 * Goes back from the epoch that is written, from each to the one that it follows, as far as a window of the policy
 * may reach. Sealed epochs are read elsewhere; where one is gone, everything of it is missing.
 *
 * @param now epoch milliseconds
 */
export const remainsOf = (files: JournalFiles, current: Beginning | null, now: number): Remains => {
  const horizon = new Date(now - REACH_MS).toISOString();
  const found: Stored[] = [];
  const read = new Set<string>();
  let missingUntil: string | null = null;
  for (let begun = current; begun !== null && begun.at >= horizon;) {
    const before = fileBefore(files, begun);
    // A file that names itself, or one that was read, was tampered with: it would be followed for ever.
    if (before === null || read.has(before.file))
      return { turns: found, missingUntil: later(missingUntil, begun.at) };
    read.add(before.file);
    if (before.how === 'sealed') {
      begun = beginningIn(firstIn(before.file));
      continue;
    }
    const told = toldBy(before.file, begun);
    found.unshift(...told.turns);
    missingUntil = later(missingUntil, told.missingUntil);
    begun = beginningIn(told.first);
  }
  return { turns: found, missingUntil };
};
