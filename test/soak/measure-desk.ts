import { readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication, Page } from 'playwright';
import { z } from 'zod';
import { openFilesOf, type Measured } from './measure.ts';

/** What the application tells of itself, from within its main process. */
interface Inside {
  readonly heap: number;
  /** Of the heap, without what V8 has compiled and needs to take it back. */
  readonly objects: number;
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

/** The part of Playwright that keeps, for as long as a page lives, every request that it has made: no option turns it off. */
const recording = z.custom<{
  readonly _connection: {
    readonly toImpl: (page: unknown) => {
      readonly delegate: {
        readonly _mainFrameSession: { readonly _client: { send: (method: string) => Promise<unknown> } };
      };
    };
  };
}>((page) => typeof page === 'object' && page !== null && '_connection' in page);

/** From now on the tool that plays keeps nothing of the page's requests: what it keeps is no memory of the desk's. */
export const stopRecording = async (page: Page): Promise<void> => {
  const { _connection: connection } = recording.parse(page);
  await connection.toImpl(page).delegate._mainFrameSession._client.send('Network.disable');
};

/** Counts partitions from now on, and makes garbage collection possible without a switch, which the desk refuses. */
export const prepareMeasuring = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ app: electron }) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collect: unknown = process.getBuiltinModule('node:vm').runInNewContext('gc');
    if (typeof collect !== 'function') throw new Error('garbage cannot be collected');
    const sessions: WeakRef<object>[] = [];
    electron.on('session-created', (session) => void sessions.push(new WeakRef(session)));
    const lastResort = { type: 'major', execution: 'sync', flavor: 'last-resort' };
    globalThis.tapdeskSoak = { sessions, collect: () => void Reflect.apply(collect, null, [lastResort]) };
  });

/** What a collection finalizes goes with the next one, or with the one after that. */
const ROUNDS = 3;

/** The tool that asks loses, now and then, an answer that is collected before it is told. */
export const isLost = (error: unknown): boolean => String(error).includes('promise was garbage collected');

const collectIn = async (app: ElectronApplication): Promise<void> => {
  for (let count = 0; count < ROUNDS; count += 1) {
    // In a turn of its own, well after the answer: what a turn has looked at lives as long as the turn.
    await app
      .evaluate(() => {
        setTimeout(() => globalThis.tapdeskSoak?.collect(), 100);
        return new Promise((resolve) => setImmediate(() => resolve(null)));
      })
      .catch((error: unknown) => {
        if (!isLost(error)) throw error;
      });
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
};

/** Asks again where the answer was lost: what is only looked at can be looked at twice. */
export const untilTold = async <T>(ask: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 5 || !isLost(error)) throw error;
    }
  }
};

const lookOnce = (app: ElectronApplication): Promise<Inside> =>
  app.evaluate((electron) => {
    const { app: application, ipcMain, powerMonitor, screen, webContents, session, BrowserWindow } = electron;
    const all = webContents.getAllWebContents();
    const emitters: readonly NodeJS.EventEmitter[] = [
      ...[process, application, ipcMain, powerMonitor, screen, session.defaultSession],
      ...[...all, ...BrowserWindow.getAllWindows()],
    ];
    const { heapUsed, external } = process.memoryUsage();
    const { code_and_metadata_size, bytecode_and_metadata_size } = process
      .getBuiltinModule('node:v8')
      .getHeapCodeStatistics();
    const code = code_and_metadata_size + bytecode_and_metadata_size;
    const shown = new Map(all.map((one) => [one.getOSProcessId(), 'desk']));
    const inside: Inside = {
      heap: heapUsed,
      objects: heapUsed - code,
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
    // An answer that is there at once hangs on nothing, and can be collected before it is told.
    return new Promise<Inside>((resolve) => setImmediate(() => resolve(inside)));
  });

const lookInside = (app: ElectronApplication): Promise<Inside> => untilTold(() => lookOnce(app));

/** Bytes that a process itself has written; pages of its files are shared with whoever runs the same program. */
const ownBytes = (pid: number): number => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = [...text.matchAll(/^(?:Private_Dirty|Swap):\s+(\d+)/gm)];
  return kilobytes.reduce((sum, [, amount]) => sum + Number(amount), 0) * 1024;
};

const filesIn = (folder: string): number => readdirSync(folder, { recursive: true }).length;

/** As when memory runs out: after what is garbage, caches that may go, go. @returns what the page holds then */
const collectInDesk = async (page: Page) => {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  for (let count = 0; count < ROUNDS; count += 1) await session.send('HeapProfiler.collectGarbage');
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { jsEventListeners, documents } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { heap: usedSize, listeners: jsEventListeners, documents };
};

interface Measuring {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Where the desk may write: its data, its configuration, its scratch files. */
  readonly folders: readonly string[];
}

/** Processes for pages of people who have gone end, and one is kept in reserve: parts of which there is one count. */
const keeping = ['main', 'desk', 'network.mojom.NetworkService'];
/** What it has follows what was painted last, five megabytes or fourteen: it is looked at by itself. */
const painting = 'GPU';

const bytesOf = ({ processes }: Inside): Readonly<Record<string, number>> => {
  const sizes = processes.map(({ pid, part }) => ({ part, bytes: ownBytes(pid) }));
  const of = (part: string): number =>
    sizes.filter((one) => one.part === part).reduce((sum, { bytes }) => sum + bytes, 0);
  return Object.fromEntries([...keeping, painting].map((part) => [part, of(part)] as const));
};

/**
 * Memory that was given up goes back to the system in its own time, a collection leaves half of the young generation's room
 * behind, or not, and the desk may be in the middle of its own check of the tenant, whose answers it needs until that ends: of
 * so many looks, each after a collection, the least counts. What is kept is in all of them.
 */
const LOOKS = 3;
const LOOK_EVERY_MS = 1500;
/** Longer than a check takes of a tenant that does not make it wait. */
const BETWEEN_LOOKS_MS = 5_000;

interface Look {
  readonly memory: Readonly<Record<string, number>>;
  readonly counts: Readonly<Record<string, number>>;
}

const lookAtAll = async ({ app, page, folders }: Measuring): Promise<Look> => {
  await collectIn(app);
  const desk = await collectInDesk(page);
  await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const inside = await lookInside(app);
  const { heap, objects, external, processes, ...counts } = inside;
  return {
    memory: { heap, objects, external, 'desk-heap': desk.heap, ...bytesOf(inside) },
    counts: {
      ...counts,
      processes: processes.length,
      files: processes.reduce((sum, { pid }) => sum + openFilesOf(String(pid)), 0),
      written: folders.reduce((sum, folder) => sum + filesIn(folder), 0),
      'desk-documents': desk.documents,
      'desk-listeners': desk.listeners,
    },
  };
};

const leastOf = (looks: readonly Readonly<Record<string, number>>[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.keys(looks[0] ?? {}).map((name) => [name, Math.min(...looks.map((look) => look[name] ?? 0))]),
  );

/**
 * Collects garbage and measures the application: each of its processes, and what it has open; `all` is of the processes that
 * keep something together.
 */
export const measureDesk = async (after: number, measuring: Measuring): Promise<Measured> => {
  const looks: Look[] = [];
  for (let count = 0; count < LOOKS; count += 1) {
    if (count > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
    looks.push(await lookAtAll(measuring));
  }
  const memory = leastOf(looks.map((look) => look.memory));
  return {
    after,
    memory: { ...memory, all: keeping.reduce((sum, part) => sum + (memory[part] ?? 0), 0) },
    counts: leastOf(looks.map((look) => look.counts)),
  };
};
