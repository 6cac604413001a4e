import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ensureAccount } from '../../launch/account.ts';
import { makeRunFolders } from '../../launch/folders.ts';
import { createAuthority } from '../../postgres/authority.ts';
import { ADMIN, startPostgres } from '../../postgres/server.ts';
import { say } from '../../setup/report.mjs';
import { admit, audit, connect, migrate, roleOf } from '../../../src/main/ledger/index.ts';
import { plainRow, ratioRow, type Row } from '../rows.ts';
import { newKey, signerOf, type StationsTask } from './plan.ts';

/** How large the run is. The goal is 1,000 stations with 5,000 entries a second for a minute. */
export interface LedgerLoad {
  readonly stations: number;
  readonly seconds: number;
  /** Of all stations together. */
  readonly perSecond: number;
}

const PROCESSES = 4;
const KILLS = 3;
/** What was written last may be under way for so long. */
const CATCH_UP_MS = 120_000;

const prepare = async (load: LedgerLoad) => {
  const folders = makeRunFolders(ensureAccount(), false);
  const files = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-load-'));
  const authority = await createAuthority(Date.now());
  const settings = { max_connections: load.stations + 50, shared_buffers: '128MB', max_wal_size: '2GB' };
  const server = await startPostgres({ folder: folders.makeData('load'), authority, settings });
  const own = await authority.client(ADMIN);
  const open = () =>
    connect({
      ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: ADMIN, ca: authority.ca },
      certificate: own.certificate,
      privateKey: own.key,
    });
  const admin = await open();
  await migrate(admin, { partitions: 0 });
  writeFileSync(path.join(files, 'ca.crt'), authority.ca);
  const stations: StationsTask['stations'] = [];
  for (let index = 0; index < load.stations; index += 1) {
    const [id, key] = [`load-${index}`, newKey()];
    const { publicJwk, kid } = signerOf(key);
    await admit(admin, { station: id, site: 'Load', key: publicJwk, kid, by: 'bench' });
    const shown = await authority.client(roleOf(id));
    writeFileSync(path.join(files, `${roleOf(id)}.crt`), shown.certificate);
    writeFileSync(path.join(files, `${roleOf(id)}.key`), shown.key, { mode: 0o600 });
    stations.push({ id, key });
  }
  await admin.end();
  const remove = async (): Promise<void> => {
    await server.stop();
    folders.remove();
    rmSync(files, { recursive: true, force: true });
  };
  return { files, server, stations, open, remove };
};
type Prepared = Awaited<ReturnType<typeof prepare>>;

const startStations = ({ files }: Prepared, task: StationsTask, part: number): ChildProcess => {
  const file = path.join(files, `task-${part}.json`);
  writeFileSync(file, JSON.stringify(task));
  return spawn(process.execPath, [path.join(import.meta.dirname, 'stations.ts'), file], { stdio: 'ignore' });
};

const arrived = async ({ open }: Prepared): Promise<number> => {
  const admin = await open();
  try {
    const { rows } = await admin.query<{ count: number }>('SELECT count(*)::int AS count FROM entries');
    return rows[0]?.count ?? 0;
  } finally {
    await admin.end();
  }
};

/** Kills a process of stations, and in the middle the server, by SIGKILL; each is started again at once. */
const killSome = async (
  { server }: Prepared,
  {
    children,
    again,
    seconds,
  }: { children: ChildProcess[]; again: (part: number) => ChildProcess; seconds: number },
): Promise<void> => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await setTimeout((seconds * 1000) / (KILLS + 1));
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
  const each = Math.floor(load.seconds * (load.perSecond / load.stations));
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
    const from = Date.now() + 2_000;
    const per = load.perSecond / load.stations;
    const again = (part: number): ChildProcess => {
      const stations = prepared.stations.filter((_, index) => index % PROCESSES === part);
      const { files: folder, server } = prepared;
      const task = { port: server.port, folder, stations, from, seconds: load.seconds, perSecond: per };
      return startStations(prepared, task, part);
    };
    for (let part = 0; part < PROCESSES; part += 1) children.push(again(part));
    await killSome(prepared, { children, again, seconds: load.seconds + 2 });
    const all = Math.floor(load.seconds * per) * load.stations;
    const until = from + load.seconds * 1000 + CATCH_UP_MS;
    let count = 0;
    while (count < all && Date.now() < until) {
      await setTimeout(250);
      count = await arrived(prepared);
    }
    const took = (Date.now() - from) / 1000;
    const { lost, doubled, found, entries, checkpoints } = await judge(prepared, load);
    say(
      `ledger: ${load.stations} stations, ${entries} entries and ${checkpoints} checkpoints in ${took.toFixed(1)} s, ` +
        `${Math.round(entries / took)} entries/s, ${KILLS} kills of stations and one of the server`,
    );
    const none = (value: number) => ({ measured: value, baseline: null, value, most: 0 });
    return [
      ratioRow('ledger: all entries there, against the time of writing', took, {
        baseline: load.seconds,
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
