/** A clock that moves only when told, or when nothing else is left to do. */
export interface VirtualClock {
  readonly now: () => number;
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Moves time forward, waking whoever sleeps until then, in order. */
  readonly advance: (ms: number) => Promise<void>;
  /** Somebody sets the wall clock: what counts by the monotonic one does not notice. */
  readonly setWallClock: (byMs: number) => void;
  /** Lets everything run and wakes the next sleeper, again and again, until the condition holds. */
  readonly runUntil: (condition: () => boolean, limitMs?: number) => Promise<void>;
  /** Lets time pass until the promise has settled, and answers as it does. */
  readonly drive: <T>(promise: Promise<T>) => Promise<T>;
}

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Lets all that is ready run: promises, then what they made ready. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** What goes on outside the clock's time, such as a database that answers; null when nothing does. */
export type Outside = () => Promise<unknown> | null;

const settleWith = async (outside: Outside): Promise<void> => {
  for (;;) {
    await settle();
    const running = outside();
    if (running === null) return;
    await running;
  }
};

/** @param outside what the clock waits for, without moving, whenever something is under way there */
export const createVirtualClock = (
  start = Date.UTC(2026, 10, 22, 8),
  outside: Outside = () => null,
): VirtualClock => {
  let elapsed = 0;
  let setBy = 0;
  let sleepers: readonly Sleeper[] = [];

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const sleeper = { at: elapsed + ms, wake: resolve };
      sleepers = [...sleepers, sleeper];
      signal?.addEventListener('abort', () => {
        sleepers = sleepers.filter((one) => one !== sleeper);
        resolve();
      });
    });
  const wakeUntil = async (until: number): Promise<void> => {
    for (;;) {
      await settleWith(outside);
      const next = [...sleepers].sort((one, other) => one.at - other.at).find((one) => one.at <= until);
      if (next === undefined) break;
      sleepers = sleepers.filter((one) => one !== next);
      elapsed = Math.max(elapsed, next.at);
      next.wake();
    }
    elapsed = until;
  };
  const runUntil = async (condition: () => boolean, limitMs = 24 * 3_600_000): Promise<void> => {
    const limit = elapsed + limitMs;
    for (;;) {
      await settleWith(outside);
      if (condition()) return;
      const next = Math.min(...sleepers.map((one) => one.at));
      if (next > limit) throw new Error('nothing more will happen within the limit');
      await wakeUntil(next);
    }
  };
  return {
    now: () => start + elapsed + setBy,
    monotonicMs: () => elapsed,
    sleep,
    advance: (ms) => wakeUntil(elapsed + ms),
    setWallClock: (byMs) => {
      setBy += byMs;
    },
    runUntil,
    drive: async (promise) => {
      let settled = false;
      const mark = (): void => {
        settled = true;
      };
      promise.then(mark, mark);
      await runUntil(() => settled);
      return promise;
    },
  };
};
