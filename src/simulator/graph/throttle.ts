import { GraphFailure } from './failure.ts';

const WINDOW_MS = 10_000;
const ALLOWED = 5;

/** Refuses a request with 429 when there were too many; lets it through and counts it otherwise. */
export type Throttle = (path: string) => void;

/**
 * The limit of identity and access reports, which also covers authentication methods: 5 requests in 10 seconds for
 * an application in a tenant. Source: Microsoft Graph service-specific throttling limits.
 * @param now milliseconds
 */
export function createThrottle(now: () => number): Throttle {
  let recent: readonly number[] = [];
  return (path) => {
    if (!/\/authentication\/|\/auditLogs\//i.test(path)) return;
    const at = now();
    recent = recent.filter((one) => at - one < WINDOW_MS);
    const oldest = recent[0];
    if (recent.length >= ALLOWED && oldest !== undefined) {
      const seconds = Math.max(1, Math.ceil((WINDOW_MS - (at - oldest)) / 1000));
      throw tooMany(seconds);
    }
    recent = [...recent, at];
  };
}

/** Graph's 429 with Retry-After in seconds. */
export function tooMany(retryAfterSeconds: number): GraphFailure {
  return new GraphFailure(
    429,
    { code: 'TooManyRequests', message: 'Please retry again later.' },
    { 'Retry-After': String(retryAfterSeconds) },
  );
}
