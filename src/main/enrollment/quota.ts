import type { EnrollmentClock } from './ports.ts';

/**
 * What the tenant allows an application: five reads of authentication methods in ten seconds. Source: Microsoft Graph,
 * throttling limits, identity and access reports.
 */
const most = 5;
const windowMs = 10_000;

/** Lets so many reads through as the tenant allows, and has every other one wait. */
export interface Quota {
  /** Settles when a read may be made, and counts it; or at once, uncounted, when the signal says stop. */
  readonly take: (signal: AbortSignal) => Promise<void>;
}

export const createQuota = (clock: Pick<EnrollmentClock, 'monotonicMs' | 'sleep'>): Quota => {
  let taken: readonly number[] = [];
  return {
    take: async (signal) => {
      for (;;) {
        if (signal.aborted) return;
        const now = clock.monotonicMs();
        taken = taken.filter((at) => now - at < windowMs);
        const [oldest] = taken;
        if (taken.length < most || oldest === undefined) break;
        await clock.sleep(oldest + windowMs - now, signal);
      }
      taken = [...taken, clock.monotonicMs()];
    },
  };
};
