import { readdirSync } from 'node:fs';

/** What must not grow with the number of enrollments. */
export interface Measured {
  /** How many enrollments had ended. */
  readonly after: number;
  /** Bytes that live objects take, after a collection. */
  readonly heap: number;
  /** Bytes outside the heap that JavaScript holds. */
  readonly external: number;
  /** Bytes of memory that the system has given the process. */
  readonly resident: number;
  /** Open files and sockets; null where the system does not tell. */
  readonly files: number | null;
  /** Timers, sockets and the like that keep the process alive. */
  readonly resources: number;
  /** Listeners of the process's own events. */
  readonly listeners: number;
}

const openFiles = (): number | null => {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return null;
  }
};

/** Collects garbage and measures this process. Start it with `--expose-gc`. @throws Error without it */
export const measure = (after: number): Measured => {
  if (globalThis.gc === undefined) throw new Error('a soak needs --expose-gc');
  // As when memory runs out: pools and caches that may go, go. Twice: what the first one finalizes goes with the second.
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    after,
    heap: heapUsed,
    external,
    resident: rss,
    files: openFiles(),
    resources: process.getActiveResourcesInfo().length,
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
};

/** How much a value may have grown. */
const mostGrowth = 1.1;
/** Connections and timers come and go: what is kept for each enrollment grows by hundreds. */
const mostMore = 3;

/**
 * What has grown between two measurements more than it may: memory by a tenth, counts by a few.
 * @returns one sentence each. Pure
 */
export const grown = (early: Measured, late: Measured): readonly string[] => [
  ...(['heap', 'external', 'resident'] as const)
    .filter((name) => late[name] > early[name] * mostGrowth)
    .map((name) => `${name}: ${early[name]} bytes after ${early.after}, ${late[name]} after ${late.after}`),
  ...(['files', 'resources', 'listeners'] as const)
    .filter((name) => (late[name] ?? 0) > (early[name] ?? 0) + mostMore)
    .map(
      (name) =>
        `${name}: ${String(early[name])} after ${early.after}, ${String(late[name])} after ${late.after}`,
    ),
];
