import { spawn, type ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { say } from '../../setup/report.mjs';
import { audit } from '../../../src/main/ledger/index.ts';
import { plainRow, ratioRow, type Row } from '../rows.ts';
import { benchPages } from './bare.ts';
import type { StationsTask } from './plan.ts';
import { eachOf, prepare, type LedgerLoad, type Prepared } from './prepare.ts';

const PROCESSES = 4;
const KILLS = 3;
/** What was written last may be under way for so long. */
const CATCH_UP_MS = 120_000;

const startStations = ({ files }: Prepared, task: StationsTask, part: number): ChildProcess => {
  const file = path.join(files, `task-${part}.json`);
  writeFileSync(file, JSON.stringify(task));
  return spawn(process.execPath, [path.join(import.meta.dirname, 'stations.ts'), file], { stdio: 'ignore' });
};

/** Of how many stations that entry is not there: cheap to ask, so that asking is not what takes the time. */
const outstanding = async ({ open }: Prepared, seq: number): Promise<number> => {
  const admin = await open();
  try {
    const { rows } = await admin.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM stations s WHERE NOT EXISTS (
         SELECT 1 FROM entries e WHERE e.station = s.station AND e.epoch = 1 AND e.seq = $1)`,
      [seq],
    );
    return rows[0]?.count ?? Infinity;
  } finally {
    await admin.end();
  }
};

/** A longer run has time enough for what starts and kills cost. */
const LONG_SECONDS = 60;

/** How long it takes, on this machine and now, until all stations that were started have told the ledger something. */
const timeToStart = async (prepared: Prepared): Promise<number> => {
  const from = Date.now();
  while ((await outstanding(prepared, 1).catch(() => 1)) > 0) await setTimeout(100);
  return (Date.now() - from) / 1000;
};

/** Kills a process of stations in turn, and in the middle the server, by SIGKILL; each is started again at once. */
const killSome = async (
  { server }: Prepared,
  {
    children,
    again,
    seconds,
  }: { children: ChildProcess[]; again: (part: number) => ChildProcess; seconds: number },
): Promise<void> => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await setTimeout((seconds * 1000) / (KILLS + 2));
    const part = kill % PROCESSES;
    children[part]?.kill('SIGKILL');
    children[part] = again(part);
    if (kill !== 1) continue;
    await server.kill();
    await server.start();
  }
};

/** What is in the ledger at the end, held against what was written. */
const judge = async ({ open }: Prepared, load: LedgerLoad) => {
  const each = eachOf(load);
  const admin = await open();
  try {
    const { rows } = await admin.query<{ count: number; last: number }>(
      'SELECT count(*)::int AS count, max(seq)::int AS last FROM entries GROUP BY station',
    );
    const there = rows.reduce((sum, { count }) => sum + Math.min(count, each), 0);
    const doubled = rows.reduce((sum, { count, last }) => sum + Math.max(0, count - last), 0);
    const settings = { now: new Date(), silentOpenMinutes: 60, silentClosedMinutes: 600 };
    const { fresh, entries, checkpoints } = await audit(admin, settings);
    return { lost: each * load.stations - there, doubled, found: fresh.length, entries, checkpoints };
  } finally {
    await admin.end();
  }
};

/** Many stations with the real outbox push into a real PostgreSQL while processes and server are killed. */
export const benchLedger = async (load: LedgerLoad): Promise<readonly Row[]> => {
  const prepared = await prepare(load);
  const children: ChildProcess[] = [];
  try {
    const pages = await benchPages(prepared);
    const from = Date.now() + 2_000;
    const per = load.perSecond / load.stations;
    const again = (part: number): ChildProcess => {
      const stations = prepared.stations.filter((_, index) => index % PROCESSES === part);
      const { files: folder, server } = prepared;
      const task = { port: server.port, folder, stations, from, seconds: load.seconds, perSecond: per };
      return startStations(prepared, task, part);
    };
    for (let part = 0; part < PROCESSES; part += 1) children.push(again(part));
    const [start] = await Promise.all([
      timeToStart(prepared),
      killSome(prepared, { children, again, seconds: load.seconds + 2 }),
    ]);
    const until = from + load.seconds * 1000 + CATCH_UP_MS;
    while ((await outstanding(prepared, eachOf(load))) > 0 && Date.now() < until) await setTimeout(250);
    const took = (Date.now() - from) / 1000;
    const { lost, doubled, found, entries, checkpoints } = await judge(prepared, load);
    say(
      `ledger: ${load.stations} stations, ${entries} entries and ${checkpoints} checkpoints in ${took.toFixed(1)} s, ` +
        `${Math.round(entries / took)} entries/s, ${KILLS} kills of stations and one of the server`,
    );
    const none = (value: number) => ({ measured: value, baseline: null, value, most: 0 });
    return [
      pages,
      ratioRow('ledger: all entries there, against the time of writing', took, {
        // What was killed last has to start again.
        baseline: load.seconds + (load.seconds < LONG_SECONDS ? start : 0),
        most: 1.2,
      }),
      plainRow('ledger: entries lost over kills', 'count', none(lost)),
      plainRow('ledger: entries doubled over kills', 'count', none(doubled)),
      plainRow('ledger: findings of the audit afterwards', 'count', none(found)),
    ];
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await prepared.remove();
  }
};
