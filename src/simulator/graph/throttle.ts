import { GraphFailure } from './failure.ts';

/** One of the service's limits: so many requests in a window, and what is said beyond it. */
interface Limit {
  readonly paths: RegExp;
  readonly requests: number;
  readonly windowMs: number;
  readonly saysWhen: boolean;
}

/**
 * Source: Microsoft Graph service-specific throttling limits. Identity and access reports, which also cover
 * authentication methods: 5 requests in 10 seconds for an application in a tenant. Conditional Access policies and
 * named locations: 1 request a second for a tenant, whatever the application, and no Retry-After.
 */
const limits: readonly Limit[] = [
  {
    paths: /\/authentication\/|\/auditLogs\/|\/reports\/authenticationMethods\//i,
    requests: 5,
    windowMs: 10_000,
    saysWhen: true,
  },
  { paths: /^\/identity\/conditionalAccess\//i, requests: 1, windowMs: 1_000, saysWhen: false },
];

/** Refuses a request with 429 when there were too many; lets it through and counts it otherwise. */
export type Throttle = (path: string) => void;

function counter(limit: Limit, now: () => number): Throttle {
  let recent: readonly number[] = [];
  return (path) => {
    if (!limit.paths.test(path)) return;
    const at = now();
    recent = recent.filter((one) => at - one < limit.windowMs);
    const [oldest] = recent;
    if (recent.length >= limit.requests && oldest !== undefined) {
      const seconds = Math.max(1, Math.ceil((limit.windowMs - (at - oldest)) / 1000));
      throw tooMany(limit.saysWhen ? seconds : undefined);
    }
    recent = [...recent, at];
  };
}

/**
 * Limits as the service has them, for all of its requests.
 * @param now milliseconds
 */
export function createThrottle(now: () => number): Throttle {
  const counters = limits.map((limit) => counter(limit, now));
  return (path) => {
    for (const count of counters) count(path);
  };
}

/** Graph's 429; with Retry-After in seconds where the service says when. */
export function tooMany(retryAfterSeconds?: number): GraphFailure {
  return new GraphFailure(
    429,
    { code: 'TooManyRequests', message: 'Please retry again later.' },
    retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) },
  );
}
