// npm run bench [-- --json FILE] [--runs N] [--only PART,PART] [--fleet STATIONS,SECONDS,ENTRIES_A_SECOND]: each number beside its baseline, taken in the same run.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build.ts';
import { prepareDesktop } from '../launch/index.ts';
import { runMain } from '../main.ts';
import { benchBadges } from './badges.ts';
import { benchEvidence } from './evidence.ts';
import { benchGraph, LATENCY_MS, measureRoundTrip } from './graph.ts';
import { benchJournal } from './journal.ts';
import { benchLedger } from './ledger/index.ts';
import type { LedgerLoad } from './ledger/prepare.ts';
import { benchPosture } from './posture.ts';
import { tableOf, type Row } from './rows.ts';
import { benchWindow } from './window.ts';
import { SetupError } from '../setup/report.mjs';

const fromCaller = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

type Desktop = Awaited<ReturnType<typeof prepareDesktop>>;

/** What can be measured by itself, in the order of the table. */
const partsWith = (
  fleet: LedgerLoad,
): Readonly<Record<string, (desktop: Desktop, runs: number) => Promise<readonly Row[]>>> => ({
  graph: benchGraph,
  window: benchWindow,
  posture: (_, runs) => benchPosture(runs),
  badges: async (desktop, runs) =>
    benchBadges(desktop, runs, { latencyMs: LATENCY_MS, ms: await measureRoundTrip() }),
  journal: (_, runs) => Promise.resolve(benchJournal(runs)),
  evidence: (_, runs) => Promise.resolve(benchEvidence(runs)),
  ledger: () => benchLedger(fleet),
});

/** Small enough to be part of every run; the goal is 1000,60,5000. */
const FLEET = '100,10,500';

const fleetOf = (text: string): LedgerLoad => {
  const [stations = 0, seconds = 0, perSecond = 0, ...more] = text.split(',').map(Number);
  const whole = [stations, seconds, perSecond].every((one) => Number.isInteger(one) && one > 0);
  if (!whole || more.length > 0 || perSecond < stations)
    throw new SetupError(
      '--fleet: stations, seconds and entries a second (one a station at least), such as 1000,60,5000',
    );
  return { stations, seconds, perSecond };
};

const chosenOf = (parts: ReturnType<typeof partsWith>, only: string | undefined): readonly string[] => {
  const names = only === undefined ? Object.keys(parts) : only.split(',');
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length === 0) return names;
  throw new SetupError(`--only: ${unknown.join()} is none of ${Object.keys(parts).join(', ')}`);
};

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      runs: { type: 'string', default: '3' },
      only: { type: 'string' },
      fleet: { type: 'string', default: FLEET },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs: a whole number from 1');
  const parts = partsWith(fleetOf(values.fleet));
  const chosen = chosenOf(parts, values.only);
  await ensureBuilt();
  const desktop = await prepareDesktop();
  try {
    const rows: Row[] = [];
    for (const name of chosen) rows.push(...((await parts[name]?.(desktop, runs)) ?? []));
    process.stdout.write(`${tableOf(rows)}\n`);
    if (values.json !== undefined) {
      const { electronVersion: electron, fallback } = desktop;
      const report = { electron, fallback, runs, latencyMs: LATENCY_MS, rows };
      writeFileSync(fromCaller(values.json), `${JSON.stringify(report, null, 2)}\n`);
    }
  } finally {
    await desktop.dispose();
  }
  return 0;
});
