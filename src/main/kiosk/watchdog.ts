/** Calls `action` once after so many milliseconds; the answer cancels. */
export type After = (ms: number, action: () => void) => () => void;

/** Waits for a page to be silent too long. */
export interface Watchdog {
  /** Something happened: the wait starts again. */
  readonly touch: () => void;
  readonly stop: () => void;
}

/**
 * A WebAuthn call that never settles cannot be seen from outside the page: Chromium tells nobody, and an isolated
 * world has no view of the page's promises; wrapping `navigator.credentials` would make our code part of the
 * ceremony. What can be seen is its silence: nothing loads, nothing is asked of a server, nobody touches anything.
 * So silence of `quietMs` counts as hanging, once, until something happens again. Source: facts, section 1.6.
 */
export const createWatchdog = (quietMs: number, after: After, onSilence: () => void): Watchdog => {
  let cancel: () => void = () => undefined;
  let stopped = false;
  return {
    touch: () => {
      cancel();
      if (!stopped) cancel = after(quietMs, onSilence);
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
