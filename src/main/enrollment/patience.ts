import { perform, type Performed } from './perform.ts';
import type { EffectPorts } from './ports.ts';
import type { Effect } from './steps/index.ts';

/** Waits between attempts and looks, in milliseconds: doubling up to five seconds. */
export const backoffMs = (attempt: number): number => Math.min(5_000, 500 * 2 ** attempt);

/**
 * Performs an effect, and again, with an intent of its own each time, as long as it surely did not happen and
 * may be tried again: the service is busy, or its policy has not reached a new member yet. Bounded by the wait
 * that the settings allow; never repeats what may have happened.
 */
export const performPatiently = async <Value>(
  ports: EffectPorts,
  make: () => Effect<Value>,
  signal: AbortSignal,
): Promise<Performed<Value>> => {
  const until = ports.clock.monotonicMs() + ports.settings.usableWaitSeconds * 1000;
  for (let attempt = 0; ; attempt += 1) {
    const performed = await perform(ports, make());
    if (performed.ok || performed.retryAfterMs === null) return performed;
    const wait = Math.max(performed.retryAfterMs, backoffMs(attempt));
    if (ports.clock.monotonicMs() + wait > until) return performed;
    await ports.clock.sleep(wait, signal);
    if (signal.aborted) return performed;
  }
};

/** Sleeps until the monotonic clock has reached `at`: a suspended machine may wake a timer early or late. */
export const sleepUntil = async (ports: EffectPorts, at: number, signal: AbortSignal): Promise<void> => {
  for (
    let left = at - ports.clock.monotonicMs();
    left > 0 && !signal.aborted;
    left = at - ports.clock.monotonicMs()
  ) {
    await ports.clock.sleep(left, signal);
  }
};
