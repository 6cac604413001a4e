import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { MakeRows, Rows } from '../monitoring/index.ts';
import { createRuns, type Runs } from './runs.ts';

/** Rows that memory does not hold: sorted stretches of them lie in files of a folder of their own. */
export interface Spill {
  readonly rows: MakeRows;
  /** Removes the folder with all that is in it. */
  readonly remove: () => void;
}

/** So much text is held before it is written; it is what one sort of rows costs in memory. */
const HELD = 1 << 18;

/** Makes a control character one that can be seen. */
const SHIFT = 0x40;

interface Row {
  readonly key: string;
  readonly text: string;
}

/** A key as it stands in a line: neither tab nor break in it, and in the same order as the key itself. */
const spelled = (key: string): string =>
  key.replaceAll(/[\u0001-\n]/g, (one) => `\u0001${String.fromCharCode(one.charCodeAt(0) + SHIFT)}`);

const rowsIn = <T>(runs: Runs, held: number): Rows<T> => {
  let [rows, length]: [Row[], number] = [[], 0];
  const inOrder = (): readonly Row[] =>
    rows.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
  const putAway = (): void => {
    if (rows.length > 0) runs.add(inOrder());
    [rows, length] = [[], 0];
  };
  function* texts(): Generator<string> {
    if (!runs.isEmpty()) putAway();
    for (const { text } of runs.isEmpty() ? inOrder() : runs.merged()) yield text;
  }
  function* values(): Generator<T> {
    // Written a moment ago by this very process, from a value of this type.
    for (const text of texts()) yield JSON.parse(text) as T;
  }
  return {
    put: (key, value) => {
      const row = { key: spelled(key), text: JSON.stringify(value) };
      rows.push(row);
      length += row.key.length + row.text.length;
      if (length > held) putAway();
    },
    inOrder: values,
  };
};

/**
 * Makes a place for rows beside a file that is being made.
 *
 * @param beside its folder is named after this file, and readable for the owner alone
 * @param held how much text is held of each kind of rows, for tests
 * @throws Error when the folder cannot be written to
 */
export const createSpill = (beside: string, held = HELD): Spill => {
  const folder = mkdtempSync(`${beside}.rows-`);
  let kinds = 0;
  return {
    rows: <T>() => {
      kinds += 1;
      return rowsIn<T>(createRuns(path.join(folder, String(kinds))), held);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
