import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeQuarterJournal } from './evidence-journal.ts';
import { writeQuarterLogs } from './evidence-logs.ts';
import { median, plainRow, ratioRow, type Row } from './rows.ts';

const SMALL = 200_000;
const LARGE = 1_000_000;
/** Source: DESIGN, "Numbers": export of 1,000,000 entries under 60 s; verification likewise. */
const MOST_MS = 60_000;
/** Five times the entries, and no more memory than the room in which a heap moves. */
const FLAT = 1.1;
/** More than the same program needs that has nothing to do. */
const MOST_MB = 200;

const answer = z.object({ ok: z.literal(true), milliseconds: z.number(), kilobytes: z.number() });
type Answer = z.infer<typeof answer>;

const run = (name: string, words: readonly string[]): Answer => {
  const program = path.resolve(import.meta.dirname, `${name}.ts`);
  return answer.parse(JSON.parse(execFileSync(process.execPath, [program, ...words], { encoding: 'utf8' })));
};

const EMPTY = 'process.stdout.write(String(process.resourceUsage().maxRSS))';

/** What Node needs for nothing at all. */
const emptyMb = (): number =>
  Number(execFileSync(process.execPath, ['-e', EMPTY], { encoding: 'utf8' })) / 1024;

interface Measured {
  readonly make: Answer;
  readonly verify: Answer;
}

const measure = (journal: string, logs: string): Measured => {
  const pack = path.join(path.dirname(journal), 'pack.zip');
  rmSync(pack, { force: true });
  return {
    make: run('evidence-alone', [journal, logs, pack]),
    verify: run('evidence-verify-alone', [pack]),
  };
};

const rowsOf = (
  name: string,
  of: { readonly few: readonly Answer[]; readonly many: readonly Answer[]; readonly emptyMb: number },
): readonly Row[] => {
  const mb = (all: readonly Answer[]): number => median(all.map(({ kilobytes }) => kilobytes / 1024));
  const milliseconds = median(of.many.map((one) => one.milliseconds));
  return [
    plainRow(`evidence: ${name} ${LARGE} entries (ms)`, 'ms', {
      ...{ measured: milliseconds, baseline: null, value: milliseconds, most: MOST_MS },
    }),
    ratioRow(`evidence: ${name}, memory (MB), ${LARGE} entries / ${SMALL}`, mb(of.many), {
      ...{ baseline: mb(of.few), most: FLAT },
    }),
    plainRow(`evidence: ${name}, memory over nothing to do (MB), ${LARGE} entries`, 'count', {
      ...{ measured: mb(of.many), baseline: of.emptyMb, value: mb(of.many) - of.emptyMb, most: MOST_MB },
    }),
  ];
};

/**
 * What a pack of a million entries, with the logs of the tenant beside them, costs to make and to verify: time, and
 * memory beside that of a fifth of it and beside that of nothing.
 */
export const benchEvidence = (runs: number): readonly Row[] => {
  const base = mkdtempSync(path.join(process.cwd(), 'out', 'bench-evidence-'));
  try {
    const [few, many] = [SMALL, LARGE].map((count) => {
      const journal = writeQuarterJournal(path.join(base, String(count)), count);
      const logs = writeQuarterLogs(journal);
      return Array.from({ length: runs }, () => measure(journal, logs));
    });
    const of = (what: keyof Measured) => ({
      few: (few ?? []).map((one) => one[what]),
      many: (many ?? []).map((one) => one[what]),
    });
    return [
      ...rowsOf('export', { ...of('make'), emptyMb: run('evidence-alone', []).kilobytes / 1024 }),
      ...rowsOf('verify', { ...of('verify'), emptyMb: emptyMb() }),
    ];
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
};
