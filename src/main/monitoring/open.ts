/** Things that come and go, by key, in the order in which they came. */
export interface Open<T> {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  readonly delete: (key: string) => void;
  readonly size: () => number;
  readonly values: () => Iterable<T>;
}

/** So many may go before the map is made anew. */
const RENEWED_AFTER = 512;

/**
 * A map for what is there for a short while. V8's own, once it has grown old, links the table that it outgrew to the
 * next, so that whatever was in any of them is kept until the whole heap is tidied: of a journal of a million entries
 * that is a gigabyte. One that is made anew now and then has no such chain.
 */
export const createOpen = <T>(): Open<T> => {
  let [map, gone] = [new Map<string, T>(), 0];
  return {
    get: (key) => map.get(key),
    set: (key, value) => void map.set(key, value),
    delete: (key) => {
      if (!map.delete(key)) return;
      gone += 1;
      if (gone < RENEWED_AFTER) return;
      [map, gone] = [new Map(map), 0];
    },
    size: () => map.size,
    values: () => [...map.values()],
  };
};
