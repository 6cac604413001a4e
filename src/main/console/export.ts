import { createHash } from 'node:crypto';
import { mkdir, open, rename } from 'node:fs/promises';
import path from 'node:path';
import type { ConsoleViewOf } from '../../shared/index.ts';

/** Lines that are written at once. */
const TOGETHER = 500;

/** Where an export goes, and what it is called. */
export interface ExportTo {
  readonly folder: string;
  /** Without an end. */
  readonly name: string;
}

/**
 * Writes lines as one file, piece by piece, and tells its hash: an export that was cut off has another name.
 *
 * @throws Error when it cannot be written
 */
export const writeExport = async (
  lines: Iterable<string>,
  { folder, name }: ExportTo,
): Promise<NonNullable<ConsoleViewOf<'journal'>['exported']>> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.jsonl`);
  const beside = `${file}.new`;
  const handle = await open(beside, 'w', 0o600);
  const digest = createHash('sha256');
  let entries = 0;
  try {
    let waiting: string[] = [];
    const flush = async (): Promise<void> => {
      if (waiting.length === 0) return;
      const text = `${waiting.join('\n')}\n`;
      waiting = [];
      digest.update(text);
      await handle.write(text);
    };
    for (const line of lines) {
      // Canonical JSON: of an entry's keys this is the first, and no other line has it.
      if (line.startsWith('{"actor":')) entries += 1;
      if (waiting.push(line) >= TOGETHER) await flush();
    }
    await flush();
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  return { file, sha256: digest.digest('hex'), entries };
};
