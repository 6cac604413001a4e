import { performance } from 'node:perf_hooks';

/** The station's real clocks, handed to whoever needs one. */
export const clock = {
  /** Epoch milliseconds. */
  now: (): number => Date.now(),
  monotonicMs: (): number => performance.now(),
  after: (ms: number, action: () => void): (() => void) => {
    const timer = setTimeout(action, ms);
    return () => clearTimeout(timer);
  },
  /** Settles after so many milliseconds, or at once when the signal says stop. */
  sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          resolve();
        },
        { once: true },
      );
    }),
} as const;
