import type { Counts, Spread } from './figures.ts';

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** Takes numbers and tells how they spread. */
export interface Spreading {
  readonly add: (value: number) => void;
  /** Null for none. */
  readonly end: () => Spread | null;
}

/**
 * How numbers spread, by nearest rank. Each is counted at a tenth, which is all that is told of it: rounding keeps the
 * order, so the ranks are those of the numbers themselves, and memory holds the tenths that occur.
 */
export const createSpreading = (): Spreading => {
  const counts = new Map<number, number>();
  let count = 0;
  /** The smallest number that this share of all does not exceed. */
  const at = (sorted: readonly (readonly [number, number])[], share: number): number => {
    let left = Math.max(1, Math.ceil(count * share));
    for (const [value, many] of sorted) {
      left -= many;
      if (left <= 0) return value;
    }
    return 0;
  };
  return {
    add: (value) => {
      const tenth = rounded(value);
      counts.set(tenth, (counts.get(tenth) ?? 0) + 1);
      count += 1;
    },
    end: () => {
      if (count === 0) return null;
      const sorted = [...counts].sort(([one], [other]) => one - other);
      return { count, median: at(sorted, 0.5), p90: at(sorted, 0.9), longest: at(sorted, 1) };
    },
  };
};

/** Counts words. */
export interface Counter {
  readonly add: (code: string) => void;
  /** Most often first; as often, by word. */
  readonly counts: () => Counts;
  readonly sum: () => number;
}

export const createCounter = (): Counter => {
  const seen = new Map<string, number>();
  return {
    add: (code) => void seen.set(code, (seen.get(code) ?? 0) + 1),
    counts: () =>
      [...seen]
        .map(([code, count]) => ({ code, count }))
        .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1)),
    sum: () => [...seen.values()].reduce((sum, one) => sum + one, 0),
  };
};
