import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { linesOf } from '../../verifier/lines.ts';

/** A row as it lies in a file; neither key nor text has a line break in it, and the key no tab. */
export interface Line {
  readonly key: string;
  readonly text: string;
}

/** Sorted stretches in files, read as one. */
export interface Runs {
  readonly isEmpty: () => boolean;
  /** Takes a further stretch, sorted. */
  readonly add: (rows: Iterable<Line>) => void;
  /** All rows in order of their keys; those of one key as they came. */
  readonly merged: () => Iterable<Line>;
}

/** So many files are read side by side; more of one size become one of the next. */
const SIDE_BY_SIDE = 32;
/** So many characters are written at once. */
const AT_ONCE = 1 << 16;

const writeAll = (file: string, rows: Iterable<Line>): void => {
  const handle = openSync(file, 'wx', 0o600);
  try {
    let waiting = '';
    for (const { key, text } of rows) {
      waiting += `${key}\t${text}\n`;
      if (waiting.length < AT_ONCE) continue;
      writeSync(handle, waiting);
      waiting = '';
    }
    writeSync(handle, waiting);
  } finally {
    closeSync(handle);
  }
};

function* readAll(file: string): Generator<Line> {
  for (const line of linesOf(file)) {
    const row = line.toString('utf8');
    const tab = row.indexOf('\t');
    yield { key: row.slice(0, tab), text: row.slice(tab + 1) };
  }
}

interface Reading {
  readonly rows: Iterator<Line>;
  next: Line;
}

/** The first that has the smallest key: earlier stretches hold what came earlier. */
const smallest = (readings: readonly Reading[]): Reading | undefined => {
  let [least] = readings;
  for (const one of readings) if (least !== undefined && one.next.key < least.next.key) least = one;
  return least;
};

function* merge(files: readonly string[]): Generator<Line> {
  let readings = files.flatMap((file): Reading[] => {
    const rows = readAll(file);
    const first = rows.next();
    return first.done === true ? [] : [{ rows, next: first.value }];
  });
  try {
    for (let least = smallest(readings); least !== undefined; least = smallest(readings)) {
      yield least.next;
      const after = least.rows.next();
      if (after.done === true) readings = readings.filter((one) => one !== least);
      else least.next = after.value;
    }
  } finally {
    // Whoever stops in the middle closes the files.
    for (const { rows } of readings) rows.return?.();
  }
}

/**
 * An external sort by merging.
 *
 * @param place what the names of its files begin with
 */
export const createRuns = (place: string): Runs => {
  /** By size: a file of a level was merged from those of the level below. */
  const levels: string[][] = [];
  let count = 0;
  const put = (level: number, rows: Iterable<Line>): void => {
    const file = `${place}-${(count += 1)}`;
    writeAll(file, rows);
    const own = (levels[level] ??= []);
    own.push(file);
    if (own.length < SIDE_BY_SIDE) return;
    levels[level] = [];
    put(level + 1, merge(own));
    for (const one of own) rmSync(one);
  };
  return {
    isEmpty: () => count === 0,
    add: (rows) => put(0, rows),
    // What is on a higher level came earlier.
    merged: () => merge(levels.toReversed().flat()),
  };
};
