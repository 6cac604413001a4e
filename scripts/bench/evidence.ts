import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeQuarterJournal } from './evidence-journal.ts';
import { plainRow, ratioRow, type Row } from './rows.ts';

const SMALL = 200_000;
const LARGE = 1_000_000;
/** Source: DESIGN, "Numbers": export of 1,000,000 entries under 60 s; verification likewise. */
const MOST_MS = 60_000;
/** Enrollments and passes are held, entries are not. */
const FLAT = 1.3;

const answer = z.object({ ok: z.literal(true), milliseconds: z.number(), kilobytes: z.number() });

const run = (what: 'make' | 'verify', file: string, folder: string): z.infer<typeof answer> => {
  const program = path.resolve(import.meta.dirname, 'evidence-alone.ts');
  const words = [program, what, file, folder, path.join(folder, 'pack.zip')];
  return answer.parse(JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })));
};

/** What a pack of a million entries costs to make and to verify: time, and memory beside that of a fifth of it. */
export const benchEvidence = (): readonly Row[] => {
  const base = mkdtempSync(path.join(process.cwd(), 'out', 'bench-evidence-'));
  try {
    const [small, large] = [path.join(base, 'small'), path.join(base, 'large')];
    const [smallFile, largeFile] = [writeQuarterJournal(small, SMALL), writeQuarterJournal(large, LARGE)];
    return (['make', 'verify'] as const).flatMap((what) => {
      const [few, many] = [run(what, smallFile, small), run(what, largeFile, large)];
      const name = what === 'make' ? 'export' : 'verify';
      return [
        plainRow(`evidence: ${name} ${LARGE} entries (ms)`, 'ms', {
          ...{ measured: many.milliseconds, baseline: null, value: many.milliseconds, most: MOST_MS },
        }),
        ratioRow(`evidence: ${name}, memory (MB), ${LARGE} entries / ${SMALL}`, many.kilobytes / 1024, {
          ...{ baseline: few.kilobytes / 1024, most: FLAT },
        }),
      ];
    });
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
};
