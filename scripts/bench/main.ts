// npm run bench [-- --json FILE] [--runs N]: each number beside its baseline, taken in the same run.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../build.ts';
import { prepareDesktop } from '../launch/index.ts';
import { runMain } from '../main.ts';
import { benchBadges } from './badges.ts';
import { benchGraph, LATENCY_MS, measureRoundTrip } from './graph.ts';
import { benchJournal } from './journal.ts';
import { benchPosture } from './posture.ts';
import { tableOf } from './rows.ts';
import { benchWindow } from './window.ts';

const fromCaller = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? process.cwd(), file);

await runMain(async () => {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, runs: { type: 'string', default: '3' } },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs: a whole number from 1');
  await ensureBuilt();
  const desktop = await prepareDesktop();
  try {
    const rows = [
      ...(await benchGraph(desktop, runs)),
      ...(await benchWindow(desktop, runs)),
      ...(await benchPosture(runs)),
      ...(await benchBadges(desktop, runs, { latencyMs: LATENCY_MS, ms: await measureRoundTrip() })),
      ...benchJournal(runs),
    ];
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
