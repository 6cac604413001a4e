import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { DirectoryError } from '../port.ts';
import { pathForLog, type Call, type Diagnosis, type Effect } from './call.ts';
import { timeout } from './no-answer.ts';

/** What waiting needs. */
export interface Waiting {
  readonly clock: { readonly now: () => number; readonly monotonicMs: () => number };
  /** From 0 up to, not including, 1. */
  readonly random: () => number;
  /** Settles early, either way, when the signal aborts. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly log?: Diagnosis;
}

/** The longest wait that is taken from a service, and the longest that one call waits in all. */
export const patienceMs = 120_000;
const maximumRetries = 5;
/** Without a Retry-After the service has not asked for patience, and somebody stands at the desk. */
const maximumRetriesUnasked = 2;
const backoffBaseMs = 2_000;
const backoffCapMs = 60_000;

const throttled = 429;
const retriedFor: Readonly<Record<Effect, readonly number[]>> = {
  none: [throttled, 500, 502, 503, 504],
  repeatable: [throttled, 503, 504],
  once: [throttled],
};

/** Whether a status may be repeated for a call of that effect. Source: Graph throttling guidance; facts §11. */
export const mayRepeat = (effect: Effect, status: number): boolean => retriedFor[effect].includes(status);

/** Milliseconds that the service asks to wait (seconds or an HTTP date), or null. */
export const retryAfterMs = (value: string | null, now: number): number | null => {
  if (value === null || value.trim() === '') return null;
  const seconds = Number(value);
  if (!Number.isNaN(seconds)) return Math.max(0, seconds * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};

/** Exponential backoff with full jitter, in milliseconds, for the attempt that failed (0: the first). */
export const backoffMs = (attempt: number, random: () => number): number =>
  Math.round(random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** attempt));

interface Attempt {
  readonly response?: Response;
  readonly failure?: DirectoryError;
}

/** A network failure of a read is tried again; never a certificate, a time-out or a token. */
const mayRepeatAttempt = (call: Call, attempt: Attempt): boolean =>
  attempt.response === undefined
    ? call.effect === 'none' && attempt.failure?.code === 'tenant.unreachable'
    : mayRepeat(call.effect, attempt.response.status);

/** Whether the service may have carried the request out although this attempt failed. */
const leavesDoubt = (call: Call, { response, failure }: Attempt): boolean =>
  call.effect !== 'none' &&
  (failure?.outcome === 'unknown' || (response !== undefined && response.status >= 500));

const inDoubt = (error: DirectoryError): DirectoryError =>
  new DirectoryError(error.code, {
    outcome: 'unknown',
    retryable: error.retryable,
    retryAfterSeconds: error.retryAfterSeconds,
    status: error.status,
    trace: error.trace,
    cause: error.cause,
  });

/**
 * Waits, unless the caller has given up.
 *
 * @returns false when the caller gave up
 */
export const pause = async (waiting: Waiting, ms: number, signal?: AbortSignal): Promise<boolean> => {
  try {
    await waiting.sleep(ms, signal);
  } catch (cause) {
    if (signal?.aborted !== true) throw cause;
  }
  return signal?.aborted !== true;
};

/** Milliseconds until the next attempt of a call, or null when the attempt's result stands. */
const waitAfter = (
  call: Call,
  attempt: Attempt,
  so: { readonly waiting: Waiting; readonly count: number; readonly startedAt: number },
): number | null => {
  if (!mayRepeatAttempt(call, attempt)) return null;
  const { waiting, count } = so;
  const asked = retryAfterMs(attempt.response?.headers.get('retry-after') ?? null, waiting.clock.now());
  if (count >= (asked === null ? maximumRetriesUnasked : maximumRetries)) return null;
  const wait = asked ?? backoffMs(count, waiting.random);
  return waiting.clock.monotonicMs() - so.startedAt + wait > patienceMs ? null : wait;
};

/**
 * Repeats a request as its effect allows, waiting as long as the service asks or by backoff, within `patienceMs`.
 * The Graph client's own retry handler repeats POST on 503 and so replaces a live pass; it is never in the chain.
 *
 * @param doubt told when an attempt may have been carried out
 */
export const retry = (options: {
  readonly call: Call;
  readonly waiting: Waiting;
  readonly doubt: () => void;
}): Middleware => {
  const { call, waiting } = options;
  let next: Middleware | undefined;
  let doubtful = false;

  const attemptOnce = async (context: Context): Promise<Attempt> => {
    try {
      await next?.execute(context);
      return context.response === undefined ? {} : { response: context.response };
    } catch (error) {
      if (error instanceof DirectoryError) return { failure: error };
      throw error;
    }
  };
  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      const startedAt = waiting.clock.monotonicMs();
      for (let count = 0; ; count += 1) {
        const attempt = await attemptOnce(context);
        const wait = waitAfter(call, attempt, { waiting, count, startedAt });
        if (wait === null) {
          if (attempt.failure === undefined) return;
          throw doubtful ? inDoubt(attempt.failure) : attempt.failure;
        }
        if (leavesDoubt(call, attempt)) {
          doubtful = true;
          options.doubt();
        }
        const status = attempt.response?.status ?? null;
        waiting.log?.warn('directory.retry', { path: pathForLog(call.path), status, waitMs: wait });
        if (!(await pause(waiting, wait, call.context.signal))) throw timeout(call, doubtful);
      }
    },
  };
};
