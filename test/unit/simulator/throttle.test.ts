import { beforeEach, describe, expect, it } from 'vitest';
import { GraphFailure } from '../../../src/simulator/graph/failure.ts';
import { createThrottle, type Throttle } from '../../../src/simulator/graph/throttle.ts';

let now: number;
let throttle: Throttle;
beforeEach(() => {
  now = 0;
  throttle = createThrottle(() => now);
});

/** The refusal of one more request; undefined: it is let through. */
const refusal = (path: string): GraphFailure | undefined => {
  try {
    throttle(path);
    return undefined;
  } catch (error) {
    if (error instanceof GraphFailure) return error;
    throw error;
  }
};

describe('throttling', () => {
  it.each(['/auditLogs/signIns', '/users/x/authentication/methods'])(
    'lets five requests of %s through in ten seconds, and says when the next may come',
    (path) => {
      const first = Array.from({ length: 5 }, () => refusal(path));
      expect(first).toEqual(Array.from({ length: 5 }, () => undefined));
      now = 4_000;
      expect(refusal(path)).toMatchObject({ status: 429, headers: { 'Retry-After': '6' } });
      now = 10_000;
      expect(refusal(path)).toBeUndefined();
    },
  );

  it('lets one request a second through to Conditional Access, policies and locations together', () => {
    expect(refusal('/identity/conditionalAccess/policies')).toBeUndefined();
    now = 999;
    const refused = refusal('/identity/conditionalAccess/namedLocations');
    expect(refused).toMatchObject({ status: 429, headers: {} });
    now = 1_000;
    expect(refusal('/identity/conditionalAccess/namedLocations')).toBeUndefined();
  });

  it('leaves the rest of the directory alone', () => {
    expect(Array.from({ length: 50 }, () => refusal('/users')).every((one) => one === undefined)).toBe(true);
  });
});
