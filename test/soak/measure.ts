import { readdirSync } from 'node:fs';

/** What must not grow with the number of enrollments. */
export interface Measured {
  /** How many enrollments had ended. */
  readonly after: number;
  /** Bytes, by what takes them, after a collection of garbage. */
  readonly memory: Readonly<Record<string, number>>;
  /** How many there are of what somebody opens and has to close. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Open files and sockets of a process; none where the system does not tell. */
export const openFilesOf = (process: string): number => {
  try {
    return readdirSync(`/proc/${process}/fd`).length;
  } catch {
    return 0;
  }
};

/** Collects garbage and measures this process. Start it with `--expose-gc`. @throws Error without it */
export const measureThisProcess = (after: number): Measured => {
  if (globalThis.gc === undefined) throw new Error('a soak needs --expose-gc');
  // As when memory runs out: pools and caches that may go, go. Twice: what the first one finalizes goes with the second.
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  globalThis.gc({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  const { heapUsed, external, rss } = process.memoryUsage();
  return {
    after,
    memory: { heap: heapUsed, external, resident: rss },
    counts: {
      files: openFilesOf('self'),
      resources: process.getActiveResourcesInfo().length,
      listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    },
  };
};

/** How much a value may have grown. */
const mostGrowth = 1.1;
/** Connections and timers come and go: what is kept for each enrollment grows by hundreds. */
const mostMore = 3;

/** Bytes that something takes now and then besides what it keeps: of the process that paints, the picture of a screen. */
const breathes: Readonly<Record<string, number>> = { GPU: 10_000_000 };

/**
 * What has grown between two measurements more than it may: memory by a tenth, counts by a few.
 * @returns one sentence each. Pure
 */
export const grown = (early: Measured, late: Measured): readonly string[] => [
  ...Object.entries(late.memory)
    .filter(([name, bytes]) => bytes > (early.memory[name] ?? 0) * mostGrowth + (breathes[name] ?? 0))
    .map(
      ([name, bytes]) =>
        `${name}: ${String(early.memory[name])} bytes after ${early.after}, ${bytes} after ${late.after}`,
    ),
  ...Object.entries(late.counts)
    .filter(([name, count]) => count > (early.counts[name] ?? 0) + mostMore)
    .map(
      ([name, count]) =>
        `${name}: ${String(early.counts[name])} after ${early.after}, ${count} after ${late.after}`,
    ),
];

/** One line of what was measured. Pure */
export const lineOf = ({ after, memory, counts }: Measured): string =>
  [
    `${after} enrollments:`,
    ...Object.entries(memory).map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(1)} MB,`),
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  ].join(' ');
