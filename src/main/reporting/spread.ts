import type { Counts, Spread } from './figures.ts';

const rounded = (value: number): number => Math.round(value * 10) / 10;

/** The smallest number that this share of all does not exceed (nearest rank). */
const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** How numbers spread; null for none. */
export const spreadOf = (values: readonly number[]): Spread | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((one, other) => one - other);
  return {
    count: sorted.length,
    median: rounded(at(sorted, 0.5)),
    p90: rounded(at(sorted, 0.9)),
    longest: rounded(at(sorted, 1)),
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
