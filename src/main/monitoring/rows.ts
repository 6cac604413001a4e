/** Things of one kind, put in as they come and read in the order of their keys; those of one key as they came. */
export interface Rows<T> {
  readonly put: (key: string, value: T) => void;
  /** Again and again, once nothing is put any more. */
  readonly inOrder: () => Iterable<T>;
}

/**
 * Where rows lie: in memory, or on a disk where there are more of them than memory should hold. What is put must be
 * plain data, as JSON keeps it.
 */
export type MakeRows = <T>() => Rows<T>;

function* valuesIn<T>(rows: Iterable<{ readonly value: T }>): Generator<T> {
  for (const { value } of rows) yield value;
}

/** Rows in memory: good for as much as a desk writes in some days. */
export const rowsInMemory: MakeRows = <T>(): Rows<T> => {
  const rows: { readonly key: string; readonly value: T }[] = [];
  let isSorted = true;
  return {
    put: (key, value) => {
      rows.push({ key, value });
      isSorted = false;
    },
    inOrder: () => {
      if (!isSorted) rows.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
      isSorted = true;
      return valuesIn(rows);
    },
  };
};

/** A key of several parts; the parts of one beginning stand together. */
export const keyOf = (...parts: readonly string[]): string => parts.join('\0');

/** What is walked through anew each time that somebody asks. */
export const again = <T>(walk: () => Iterable<T>): Iterable<T> => ({
  [Symbol.iterator]: () => walk()[Symbol.iterator](),
});

/** Neighbours that belong together, as one. */
export function* neighbours<T>(
  rows: Iterable<T>,
  keyIn: (one: T) => string,
): Generator<readonly [T, ...T[]]> {
  let group: [T, ...T[]] | null = null;
  for (const one of rows) {
    if (group !== null && keyIn(group[0]) === keyIn(one)) group.push(one);
    else {
      if (group !== null) yield group;
      group = [one];
    }
  }
  if (group !== null) yield group;
}
