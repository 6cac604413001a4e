import type { PublicKey } from './checkpoint.ts';
import type { Place, Problem } from './entry.ts';
import type { Ended } from './epoch.ts';
import type { Begun, CheckpointRow, EntryRow, Findings, PersonalRow } from './report.ts';

/** What an export says of itself; null at the end when that is missing or nothing can be made of it. */
export interface ExportFrame {
  readonly header: { readonly station: unknown; readonly epoch: unknown; readonly key: unknown };
  /** Read when all else was. */
  readonly end: () => {
    readonly entries: unknown;
    readonly checkpoints: unknown;
    readonly head: unknown;
  } | null;
}

/** What is verified: rows in the order of their numbers. */
export interface Source {
  readonly entries: Iterable<EntryRow>;
  readonly personal: Iterable<PersonalRow>;
  readonly checkpoints: Iterable<CheckpointRow>;
  /** What is not as a journal's database has to be, in words; absent where there is no database. */
  readonly schema?: readonly string[];
  /** What an export says of itself at its beginning and end; absent for a database. */
  readonly frame?: ExportFrame;
}

/** What the journal is held against. */
export interface Expectations {
  /** Whose journal it must be; null takes the first entry's word. */
  readonly station: string | null;
  /** Keys from elsewhere; when there are any, no other key counts. */
  readonly keys: readonly PublicKey[];
  /** Checkpoints kept elsewhere, compact JWS. */
  readonly kept: readonly string[];
  /** The end of the epoch before, from its own file; null when it was not given. */
  readonly after: Ended | null;
}

type UpTo<T> = (seq: number) => Iterable<T>;

/** Where the walk through a journal stands. Its size does not depend on the journal's. */
export interface Walk {
  readonly findings: Findings;
  readonly expected: Expectations;
  readonly personal: UpTo<PersonalRow>;
  readonly checkpoints: UpTo<CheckpointRow>;
  readonly kept: UpTo<CheckpointRow>;
  /** Where the next entry belongs. */
  place: Place;
  /** The entry last seen. */
  tip: { readonly seq: number; readonly hash: string; readonly epoch: number } | null;
  /** Whether there is no entry any more. */
  ended: boolean;
  /** When the last entry was written that was right. */
  since: string | null;
  /** The latest moment that an entry named. */
  latest: string;
  /** The key that the chain named last. */
  key: PublicKey | null;
  /** The key in force before the epoch, as its first entry names it. */
  keyBefore: PublicKey | null;
  /** Keys that were given, and those for which one of them gave its word. */
  readonly trusted: Set<unknown>;
  /** What the epoch says of its beginning. */
  begun: Begun | null;
  /** Whether nothing may follow. */
  sealed: boolean;
  entries: number;
  /** Rows of checkpoints, good or not. */
  allCheckpoints: number;
  goodCheckpoints: number;
  /** The last entry under a good checkpoint. */
  covered: number;
}

/** Notes a finding at an entry, or at the file as a whole. */
export const note = (walk: Walk, entry: number | null, [code, what]: Problem): void =>
  walk.findings.add({ entry, code, what, since: walk.since });

const NONE: readonly never[] = [];

/** Hands out what of an ordered list belongs to numbers up to one, each row once. Most entries have nothing beside them. */
export const createCursor = <T extends { readonly seq: number }>(rows: Iterable<T>): UpTo<T> => {
  const iterator = rows[Symbol.iterator]();
  let next: IteratorResult<T> | null = null;
  function* due(seq: number): Generator<T> {
    for (; next?.done === false && next.value.seq <= seq; next = iterator.next()) yield next.value;
  }
  return (seq) => {
    next ??= iterator.next();
    return next.done === true || next.value.seq > seq ? NONE : due(seq);
  };
};
