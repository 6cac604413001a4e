import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { replaceFile, type Position } from '../journal/index.ts';

const sentSchema = z.strictObject({
  epoch: z.int().min(0),
  seq: z.int().min(0),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Nothing was sent, as far as anybody knows. */
export const NOTHING: Position = { epoch: 0, seq: 0, hash: '0'.repeat(64) };

/** How far the journal is known to be in the ledger, over restarts while the ledger is away. */
export interface Sent {
  /** What cannot be read counts as nothing sent: the bound is then reached sooner. */
  readonly read: () => Position;
  readonly write: (position: Position) => void;
}

/** Keeps the position in a file beside the journal. */
export const createSent = (file: string): Sent => ({
  read: () => {
    if (!existsSync(file)) return NOTHING;
    try {
      return sentSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return NOTHING;
    }
  },
  write: ({ epoch, seq, hash }) => replaceFile(file, `${JSON.stringify({ epoch, seq, hash })}\n`),
});
