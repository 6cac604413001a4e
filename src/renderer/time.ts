import { useEffect, useState } from 'react';

/** Monotonic milliseconds. */
export const nowMs = (): number => performance.now();

/**
 * Seconds that are left of `secondsLeft` counted from `sinceMs` (monotonic milliseconds), never below 0; counts by
 * itself, so the main process does not have to send a snapshot a second.
 */
export const useSecondsLeft = (secondsLeft: number, sinceMs: number): number => {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 250);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil(secondsLeft - (nowMs() - sinceMs) / 1000));
};

/** How many of the given moments, in milliseconds after the component came, have passed. */
export const usePassed = (moments: readonly number[]): number => {
  const [passed, setPassed] = useState(0);
  const key = moments.join();
  useEffect(() => {
    const timers = key
      .split(',')
      .map((ms, index) => setTimeout(() => setPassed((count) => Math.max(count, index + 1)), Number(ms)));
    return () => timers.forEach(clearTimeout);
  }, [key]);
  return passed;
};

/** Seconds as `m:ss`: a clock face, the same in every language. */
export const clockFace = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
