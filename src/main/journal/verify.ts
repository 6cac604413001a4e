import { commitmentOf, GENESIS, hashOf } from './chain.ts';
import { linkOf, type Link } from './entry.ts';
import type { Verification } from './port.ts';
import type { PersonalRow, Row } from './rows.ts';

interface Place {
  readonly seq: number;
  readonly prev: string;
  /** Null before the first entry, whose station and epoch are taken as they are. */
  readonly station: string | null;
  readonly epoch: number | null;
}

const readable = (bytes: string): Link | null => {
  try {
    return linkOf(bytes);
  } catch {
    // Unreadable is an answer here: the caller names the entry.
    return null;
  }
};

const problemOfOwner = (entry: Link, { station, epoch }: Place): string | null => {
  if (station !== null && entry.station !== station) {
    return `the entry is of another station, ${entry.station}`;
  }
  return epoch === null || entry.epoch === epoch ? null : `the entry is of another epoch, ${entry.epoch}`;
};

const problemOfRow = (row: Row, entry: Link | null, place: Place): string | null => {
  if (row.seq !== place.seq) return `entry ${place.seq} is missing`;
  if (hashOf(row.bytes) !== row.hash) return 'the content does not match its hash';
  if (entry === null) return 'the content is not an entry of this format';
  if (entry.seq !== place.seq) return `the entry says it is number ${entry.seq}`;
  if (entry.prev !== place.prev) return 'the entry does not follow the one before';
  return problemOfOwner(entry, place);
};

const after = (place: Place, { hash }: Row, entry: Link | null): Place => ({
  seq: place.seq + 1,
  prev: hash,
  station: entry?.station ?? place.station,
  epoch: entry?.epoch ?? place.epoch,
});

/** As it is written; other texts stand for the same bytes, such as one in capitals. */
const isSalt = (salt: string): boolean => /^[0-9a-f]{32}$/.test(salt);

/**
 * Goes through the personal values beside the entries: both come in the same order, so each is read once. A
 * value that belongs to no commitment of an entry is as wrong as a changed one.
 */
const createPersonalCheck = (
  personal: Iterable<PersonalRow>,
): ((entry: Pick<Link, 'seq' | 'commitments'>) => string | null) => {
  const rows = personal[Symbol.iterator]();
  let next = rows.next();
  return (entry) => {
    for (; next.done !== true && next.value.seq <= entry.seq; next = rows.next()) {
      const { seq, name, salt, value } = next.value;
      const committed = seq === entry.seq && isSalt(salt) ? entry.commitments[name] : undefined;
      if (committed !== commitmentOf(salt, value)) {
        return `the personal value "${name}" is not the one committed to`;
      }
    }
    return null;
  };
};

/** What is verified, in order. */
export interface ChainSource {
  readonly rows: Iterable<Row>;
  readonly personal: Iterable<PersonalRow>;
}

/** How many entries are looked at in one go. */
const STRETCH = 512;

/**
 * Follows the chain from its beginning and stops at the first entry that is not right, with a pause offered after
 * each stretch. A tail that was cut off cannot be seen from one copy alone: that takes a head kept elsewhere.
 *
 * @param station whose journal it must be; null takes the first entry's
 */
export function* verifyChain(source: ChainSource, station: string | null): Generator<void, Verification> {
  const personalProblem = createPersonalCheck(source.personal);
  let place: Place = { seq: 1, prev: GENESIS, station, epoch: null };
  const bad = (problem: string): Verification => ({
    ok: false,
    entries: place.seq - 1,
    firstBad: place.seq,
    problem,
  });
  for (const row of source.rows) {
    const entry = readable(row.bytes);
    const problem = problemOfRow(row, entry, place) ?? (entry && personalProblem(entry));
    if (problem !== null) return bad(problem);
    place = after(place, row, entry);
    if (place.seq % STRETCH === 0) yield;
  }
  const leftOver = personalProblem({ seq: Number.MAX_SAFE_INTEGER, commitments: {} });
  return leftOver === null ? { ok: true, entries: place.seq - 1, head: place.prev } : bad(leftOver);
}
