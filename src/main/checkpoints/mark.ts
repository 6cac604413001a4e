import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile } from '../journal/index.ts';

const markSchema = z.strictObject({
  epoch: z.int().min(0),
  size: z.int().min(0),
  /** SHA-256 over the checkpoint, hex; empty before the first. */
  digest: z.string(),
});

/** The last checkpoint that a place is known to have. */
export type Mark = z.infer<typeof markSchema>;

/** Nothing was put anywhere, as far as anybody knows. */
export const NOTHING: Mark = { epoch: 0, size: 0, digest: '' };

/** How far a place got, over restarts. */
export interface MarkFile {
  /** What cannot be read counts as nothing: everything is put once more, which changes nothing. */
  readonly read: () => Mark;
  readonly write: (mark: Mark) => void;
}

/** Keeps the mark in a file beside the journal. */
export const createMarkFile = (file: string): MarkFile => ({
  read: () => {
    if (!existsSync(file)) return NOTHING;
    try {
      return markSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return NOTHING;
    }
  },
  write: (mark) => replaceFile(file, `${JSON.stringify(mark)}\n`),
});
