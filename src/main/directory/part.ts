import type { Part } from './tenant-reading.ts';

/** Every part, or the first that is not known. */
export const together = <T extends Readonly<Record<string, unknown>>>(parts: {
  readonly [K in keyof T]: Part<T[K]>;
}): Part<T> => {
  const unknown = Object.values<Part<unknown>>(parts).find((one) => !one.known);
  if (unknown?.known === false) return unknown;
  // Each is known by now; the mapped type does not follow.
  return {
    known: true,
    value: Object.fromEntries(
      Object.entries<Part<unknown>>(parts).map(([key, one]) => [key, one.known ? one.value : undefined]),
    ) as T,
  };
};
