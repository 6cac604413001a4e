import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright';
import { openFilesOf, type Measured } from './measure.ts';

/** What the application tells of itself, from within its main process. */
interface Inside {
  readonly heap: number;
  readonly external: number;
  readonly resources: number;
  readonly listeners: number;
  readonly contents: number;
  readonly partitions: number;
  readonly processes: readonly { readonly pid: number; readonly part: string }[];
}

/** Kept in the application's main process: sessions that a partition was made for, as long as they live. */
declare global {
  var tapdeskSoak: { readonly sessions: WeakRef<object>[]; readonly collect: () => void } | undefined;
}

/** Counts partitions from now on, and makes garbage collection possible without a switch, which the desk refuses. */
export const prepareMeasuring = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect: unknown = process.getBuiltinModule('node:vm').runInNewContext('gc');
    if (typeof collect !== 'function') throw new Error('garbage cannot be collected');
    const sessions: WeakRef<object>[] = [];
    electron.on('session-created', (session) => void sessions.push(new WeakRef(session)));
    globalThis.tapdeskSoak = { sessions, collect: () => void Reflect.apply(collect, null, []) };
  });

const collectIn = async (app: ElectronApplication): Promise<void> => {
  // Each in a turn of its own: what a turn has looked at through a weak reference lives as long as the turn.
  for (let count = 0; count < 3; count += 1) {
    await app.evaluate(() => globalThis.tapdeskSoak?.collect());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const lookInside = (app: ElectronApplication): Promise<Inside> =>
  app.evaluate((electron) => {
    const { app: application, ipcMain, powerMonitor, screen, webContents, session, BrowserWindow } = electron;
    const all = webContents.getAllWebContents();
    const emitters: readonly NodeJS.EventEmitter[] = [
      ...[process, application, ipcMain, powerMonitor, screen, session.defaultSession],
      ...[...all, ...BrowserWindow.getAllWindows()],
    ];
    const { heapUsed, external } = process.memoryUsage();
    const shown = new Map(all.map((one) => [one.getOSProcessId(), 'desk']));
    return {
      heap: heapUsed,
      external,
      resources: process.getActiveResourcesInfo().length,
      listeners: emitters
        .flatMap((emitter) => emitter.eventNames().map((name) => emitter.listenerCount(name)))
        .reduce((sum, count) => sum + count, 0),
      contents: all.length,
      partitions: (globalThis.tapdeskSoak?.sessions ?? []).filter((one) => one.deref() !== undefined).length,
      processes: application.getAppMetrics().map(({ pid, type, serviceName = type }) => ({
        pid,
        part: type === 'Browser' ? 'main' : (shown.get(pid) ?? serviceName),
      })),
    };
  });

/** Bytes that a process itself has written; pages of its files are shared with whoever runs the same program. */
const ownBytes = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^(?:Private_Dirty|Swap):\s+(\d+)/gm)];
  return kilobytes.reduce((sum, [, amount]) => sum + Number(amount), 0) * 1024;
};

/** How long memory that was given up takes to go back to the system. */
const SETTLING_MS = 1500;

const filesIn = (folder: string): number => readdirSync(folder, { recursive: true }).length;

/** As when memory runs out: caches that may go, go. */
const collectInDesk = async (page: Page): Promise<number> => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
};

interface Measuring {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where the desk may write: its data, its configuration, its scratch files. */
  readonly folders: readonly string[];
}

/** Processes for pages of people who have gone end, and one is kept in reserve: parts of which there is one count. */
const steady = ['main', 'desk', 'GPU', 'network.mojom.NetworkService'];

/** Collects garbage and measures the application: each of its processes, and what it has open. */
export const measureDesk = async (after: number, { app, page, folders }: Measuring): Promise<Measured> => {
  await collectIn(app);
  const heapOfDesk = await collectInDesk(page);
  await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
  const { heap, external, processes, ...counts } = await lookInside(app);
  const bytesOf = (part: string): number =>
    processes.filter((one) => one.part === part).reduce((sum, { pid }) => sum + ownBytes(pid), 0);
  return {
    after,
    memory: {
      ...{ heap, external, 'desk-heap': heapOfDesk },
      ...Object.fromEntries(steady.map((part) => [part, bytesOf(part)] as const)),
    },
    counts: {
      ...counts,
      processes: processes.length,
      files: processes.reduce((sum, { pid }) => sum + openFilesOf(String(pid)), 0),
      written: folders.reduce((sum, folder) => sum + filesIn(folder), 0),
    },
  };
};
