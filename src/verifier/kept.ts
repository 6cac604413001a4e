import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Whose checkpoints are looked for. */
export interface Kept {
  readonly station: string;
  readonly epoch: number;
}

/** Checkpoints of a file: one a line. */
export const linesOf = (file: string): readonly string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isCheckpoint = (name: string): boolean => !name.startsWith('.') && name.endsWith('.jws');

const namesIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter(isCheckpoint).sort() : [];

/**
 * The checkpoints of one epoch of a station in a folder outside of it. Source: docs/journal-format.md, "Checkpoints kept
 * elsewhere".
 *
 * @throws Error where there is none: nothing would have been verified by them
 */
export const keptIn = (folder: string, { station, epoch }: Kept): readonly string[] => {
  const number = String(epoch).padStart(6, '0');
  const own = path.join(folder, station, number);
  // Where two histories of a station went out, the later one stands here.
  const other = path.join(folder, station, 'other');
  const files = [
    ...namesIn(own).map((name) => path.join(own, name)),
    ...namesIn(other)
      .filter((name) => name.startsWith(`${number}-`))
      .map((name) => path.join(other, name)),
  ];
  if (files.length === 0) throw new Error(`${folder} has no checkpoint of ${station}, epoch ${epoch}`);
  return files.flatMap(linesOf);
};
