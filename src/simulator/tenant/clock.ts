/** The tenant's time. Everything the tenant says about time comes from here; token lifetimes do not. */
export interface Clock {
  /** Milliseconds since the epoch, by the tenant's clock. */
  readonly now: () => number;
  /** Moves the tenant's clock forward, in minutes, so that expiry can be seen without waiting. */
  readonly advance: (minutes: number) => void;
}

/** A clock that runs with `source` (milliseconds since the epoch) and can be moved forward. */
export function createClock(source: () => number): Clock {
  let offset = 0;
  return {
    now: () => source() + offset,
    advance: (minutes) => {
      offset += minutes * 60_000;
    },
  };
}

/** An instant as Graph writes it: seconds precision would lose order, so milliseconds are kept. */
export function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
