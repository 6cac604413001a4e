import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { launchAttached } from '../launch/attached.ts';
import type { Desktop } from '../launch/index.ts';
import { startTenant } from '../launch/tenant.ts';
import { root } from '../setup/paths.mjs';
import { startStation } from '../walkthrough/station.ts';
import { median, ratioRow, type Row } from './rows.ts';

/** How long a window is left alone before its memory is read. */
const SETTLE_MS = 3_000;

interface Opened {
  readonly startMs: number;
  readonly memoryMb: number;
}

/** Milliseconds from the start of the process to the first thing painted, by one wall clock. */
const painted = async (page: Page, startedAt: number): Promise<number> => {
  await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length > 0);
  const at = await page.evaluate(() => {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    return performance.timeOrigin + (first?.startTime ?? Number.NaN);
  });
  return at - startedAt;
};

const parentOf = (pid: string): number => {
  // The command's name in brackets may hold anything; what follows it does not.
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[1]);
};

const familyOf = (pid: number): readonly number[] => {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      parents.set(Number(entry), parentOf(entry));
    } catch {
      // It ended meanwhile.
    }
  }
  const family = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const [child, parent] of parents) {
      if (!family.has(parent) || family.has(child)) continue;
      family.add(child);
      grown = true;
    }
  }
  return [...family];
};

/** Proportional set size of all processes of the application, in MB: shared pages count once. */
const memoryOf = (app: ElectronApplication): number => {
  const pid = app.process().pid;
  if (pid === undefined) throw new Error('the application has no process');
  const sizes = familyOf(pid).map((one) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return sizes.reduce((sum, kb) => sum + kb, 0) / 1024;
};

const measure = async (app: ElectronApplication, page: Page, startedAt: number): Promise<Opened> => {
  const startMs = await painted(page, startedAt);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  return { startMs, memoryMb: memoryOf(app) };
};

const openEmpty = async (desktop: Desktop): Promise<Opened> => {
  const folder = desktop.stageApp(path.join(root, 'scripts/bench/empty-app'));
  const startedAt = Date.now();
  const app = await launchAttached(desktop, { appFolder: folder, args: [] });
  try {
    return await measure(app, await app.firstWindow(), startedAt);
  } finally {
    await app.close();
  }
};

const openDesk = async (desktop: Desktop): Promise<Opened> => {
  const tenant = await startTenant();
  try {
    const startedAt = Date.now();
    const station = await startStation({ desktop, tenant: tenant.info });
    try {
      return await measure(station.app, station.page, startedAt);
    } finally {
      await station.close();
    }
  } finally {
    await tenant.stop();
  }
};

/** The rows about starting and idling, the desk and an empty window in turn. */
export const benchWindow = async (desktop: Desktop, runs: number): Promise<readonly Row[]> => {
  const empty: Opened[] = [];
  const desk: Opened[] = [];
  for (let run = 0; run < runs; run += 1) {
    empty.push(await openEmpty(desktop));
    desk.push(await openDesk(desktop));
  }
  const pick = (opened: readonly Opened[], what: keyof Opened): number =>
    median(opened.map((one) => one[what]));
  return [
    ratioRow('start → first screen painted (ms)', pick(desk, 'startMs'), {
      baseline: pick(empty, 'startMs'),
      most: 1.3,
    }),
    ratioRow('memory idle (MB, PSS)', pick(desk, 'memoryMb'), {
      baseline: pick(empty, 'memoryMb'),
      most: 1.3,
    }),
  ];
};
