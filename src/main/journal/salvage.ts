import { hashOf } from './chain.ts';
import { openReadOnly, type Connection } from './database.ts';
import { parseEntry } from './entry.ts';
import type { Stored } from './port.ts';
import { ENTRY, rowOf } from './rows.ts';

/** Rows at a time; after a failure one by one, so that no more is lost than what cannot be read. */
const PAGE = 256;

interface Reach {
  readonly read: (from: number, count: number) => readonly unknown[];
  /** Whether a number lies further on than another. */
  readonly isFurther: (number: number, than: number) => boolean;
}

const forwards = (connection: Connection): Reach => {
  const statement = connection
    .prepare(`SELECT ${ENTRY} FROM entries WHERE seq >= ? ORDER BY seq LIMIT ?`)
    .raw();
  // Looking for what is at least the next number does not touch the page of the one before, which may be lost.
  return {
    read: (after, count) => statement.all(after + 1, count),
    isFurther: (number, than) => number > than,
  };
};

const backwards = (connection: Connection): Reach => {
  const statement = connection
    .prepare('SELECT seq FROM entries WHERE seq < ? ORDER BY seq DESC LIMIT ?')
    .raw();
  return {
    read: (before, count) => statement.all(before, count),
    isFurther: (number, than) => number < than,
  };
};

const numberOf = (row: unknown): number => {
  const first: unknown = Array.isArray(row) ? row[0] : null;
  return typeof first === 'number' ? first : Number.NaN;
};

/** Reads on until the end or until even a single row cannot be read. */
function* readOn(reach: Reach, from: number): Generator {
  let place = from;
  for (let count = PAGE; ;) {
    let page: readonly unknown[];
    try {
      page = reach.read(place, count);
    } catch {
      if (count === 1) return;
      count = 1;
      continue;
    }
    yield* page;
    const last = numberOf(page.at(-1));
    // In a page that is out of order the search may find the same rows for ever.
    if (page.length < count || !reach.isFurther(last, place)) return;
    place = last;
  }
}

const storedOf = (row: unknown): Stored | null => {
  try {
    const { hash, bytes } = rowOf(row);
    return hashOf(bytes) === hash ? { entry: parseEntry(bytes), hash } : null;
  } catch {
    // What cannot be read is left out: the caller counts on nothing of it.
    return null;
  }
};

function* rowsAround(connection: Connection): Generator {
  const reach = forwards(connection);
  let last = 0;
  for (const row of readOn(reach, last)) {
    last = numberOf(row);
    yield row;
  }
  // Behind what cannot be read: as far as the end can be followed back.
  let behind: number = Number.MAX_SAFE_INTEGER;
  for (const row of readOn(backwards(connection), behind)) {
    if (numberOf(row) <= last) return;
    behind = numberOf(row);
  }
  if (behind < Number.MAX_SAFE_INTEGER) yield* readOn(reach, behind - 1);
}

/**
 * The entries of a damaged file that can still be read and are what their own hash says, in order; none of a file
 * that cannot be opened at all. The chain between them is not looked at. The file is not changed.
 */
export function* readableEntries(file: string): Generator<Stored> {
  let connection: Connection | null = null;
  try {
    connection = openReadOnly(file);
    for (const row of rowsAround(connection)) {
      const stored = storedOf(row);
      if (stored !== null) yield stored;
    }
  } catch {
    // Not a database any more, or its tables are gone.
    return;
  } finally {
    connection?.close();
  }
}

/** Enrollments of which something, but no ending, can be read in these files, in the order of their first entry. */
export const openIn = (files: readonly string[]): readonly string[] => {
  const open = new Set<string>();
  for (const file of files) {
    for (const { entry } of readableEntries(file)) {
      if (entry.enrollment === null) continue;
      if (entry.type === 'enrollment.ended') open.delete(entry.enrollment);
      else open.add(entry.enrollment);
    }
  }
  return [...open];
};

/** What can be read of some enrollments in these files, in order, by enrollment. */
export const entriesIn = (
  files: readonly string[],
  enrollments: readonly string[],
): ReadonlyMap<string, readonly Stored[]> => {
  const found = new Map<string, Stored[]>(enrollments.map((id) => [id, []]));
  if (enrollments.length === 0) return found;
  for (const file of files) {
    for (const stored of readableEntries(file)) found.get(stored.entry.enrollment ?? '')?.push(stored);
  }
  return found;
};
