// npm run soak [-- --enrollments N] [--minutes M] [--desk] [--json FILE]: many enrollments in one process, and what has grown with them:
// of engine, journal and Graph adapter, or (--desk) of the whole application, played through its screens. Exit status 1
// when memory has grown by more than a tenth after the first fifty, or a count of anything, when anything is left behind, or when
// more than one in a hundred enrollments did not end as it was to.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runMain } from '../../scripts/main.ts';
import { SetupError } from '../../scripts/setup/report.mjs';
import { grown, lineOf, type Measured } from './measure.ts';
import { leavesIn, type Left, type SoakStation } from './station.ts';

/** What a start takes once: caches, pools, compiled code. */
const WARM_AFTER = 50;
const MEASURED_EVERY = 100;
/** Of enrollments that end in another way than they were to, one in so many is a hand that slipped. */
const ONE_ASTRAY_IN = 100;

const readCount = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 2) throw new SetupError('--enrollments: a whole number from 2');
  return count;
};

const createSaying = () => {
  const startedAt = performance.now();
  return (now: Measured): void => {
    const each = (performance.now() - startedAt) / 1000 / now.after;
    process.stdout.write(`${lineOf(now)}; ${each.toFixed(2)} s each\n`);
  };
};

/** How enrollments ended, and how many of them in another way than they were to. */
const createEndings = () => {
  const endings: Record<string, number> = {};
  let astray = 0;
  return {
    add: (turn: number, ending: string): void => {
      endings[ending] = (endings[ending] ?? 0) + 1;
      if (ending !== (leavesIn(turn) ? 'stopped' : 'done')) astray += 1;
    },
    get: () => ({ endings, astray }),
  };
};

/** Neither is measured with the other's libraries in its process. */
const open = async (desk: boolean): Promise<SoakStation> =>
  desk ? (await import('./desk.ts')).openSoakDesk() : (await import('./enroll.ts')).openSoakEngine();

/** Ctrl+C, or the time is over: what there was until then is judged. */
const untilStopped = (minutes: number): (() => boolean) => {
  const until = performance.now() + minutes * 60_000;
  let stop = false;
  // The tool that plays would end this process at once, and nothing would be judged.
  process.removeAllListeners('SIGINT');
  process.once('SIGINT', () => (stop = true));
  return () => stop || performance.now() > until;
};

const soak = async (station: SoakStation, { count, minutes }: { count: number; minutes: number }) => {
  const warm = Math.min(WARM_AFTER, Math.floor(count / 2));
  const say = createSaying();
  const measured: Measured[] = [];
  const ended = createEndings();
  const stopped = untilStopped(minutes);
  // What looking itself takes for good in what is looked at is there before anything is compared.
  await station.measure(0);
  for (let turn = 1; turn <= count; turn += 1) {
    ended.add(turn, await station.enroll(turn));
    const last = turn === count || stopped();
    if (turn !== warm && !last && turn % MEASURED_EVERY !== 0) continue;
    const now = await station.measure(turn);
    measured.push(now);
    say(now);
    if (last) break;
  }
  const early = measured.find(({ after }) => after === warm);
  const late = measured.at(-1);
  if (early === undefined || late === undefined) throw new Error('nothing was measured');
  return { enrollments: late.after, ...ended.get(), measured, grown: grown(early, late) };
};

interface Report extends Left {
  readonly enrollments: number;
  readonly astray: number;
  readonly grown: readonly string[];
}
const isFine = ({ enrollments, astray, grown: sentences, left, verified }: Report): boolean =>
  sentences.length === 0 && left === 0 && verified && astray * ONE_ASTRAY_IN <= enrollments;

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      enrollments: { type: 'string', default: '1000' },
      minutes: { type: 'string', default: 'Infinity' },
      desk: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const count = readCount(values.enrollments);
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new SetupError('--minutes: a number above 0');
  const station = await open(values.desk);
  try {
    const soaked = await soak(station, { count, minutes });
    const report = { ...soaked, ...(await station.look()) };
    const fine = isFine(report);
    for (const sentence of report.grown) process.stdout.write(`grown: ${sentence}\n`);
    const { endings, astray, left, verified, entries } = report;
    process.stdout.write(`${JSON.stringify({ endings, astray, left, verified, entries, fine })}\n`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return fine ? 0 : 1;
  } finally {
    await station.close();
  }
});
