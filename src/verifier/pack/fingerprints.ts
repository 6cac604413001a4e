import { createHash } from 'node:crypto';

/** Texts that were seen, each as the first half of its SHA-256: a fifth of what the texts would take. */
export interface Fingerprints {
  /** Whether it was not there yet. */
  readonly add: (text: string) => boolean;
  readonly has: (text: string) => boolean;
  readonly size: () => number;
}

const WORDS = 4;
/** A table that is fuller than this share is made twice as large. */
const FULL = 0.5;

type Table = Uint32Array<ArrayBuffer>;

const fingerprintOf = (text: string): Uint32Array => {
  const digest = createHash('sha256').update(text).digest();
  const words = Array.from({ length: WORDS }, (_, word) => digest.readUInt32LE(4 * word));
  // An empty place is all zeroes, so that no fingerprint may be.
  return Uint32Array.from(words.every((word) => word === 0) ? [1, 0, 0, 0] : words);
};

/** Where a fingerprint stands in a table, or the empty place where it belongs. */
const placeOf = (table: Table, wanted: Uint32Array): { readonly at: number; readonly found: boolean } => {
  const places = table.length / WORDS;
  for (let place = (wanted[0] ?? 0) % places; ; place = (place + 1) % places) {
    const at = place * WORDS;
    const there = table.subarray(at, at + WORDS);
    if (there.every((word, index) => word === wanted[index])) return { at, found: true };
    if (there.every((word) => word === 0)) return { at, found: false };
  }
};

const doubled = (table: Table): Table => {
  const larger = new Uint32Array(2 * table.length);
  for (let at = 0; at < table.length; at += WORDS) {
    const one = table.subarray(at, at + WORDS);
    if (one.some((word) => word !== 0)) larger.set(one, placeOf(larger, one).at);
  }
  return larger;
};

/** A set that grows by sixteen bytes and some room a text. */
export const createFingerprints = (): Fingerprints => {
  let [table, size] = [new Uint32Array(1_024 * WORDS), 0];
  return {
    add: (text) => {
      const one = fingerprintOf(text);
      const { at, found } = placeOf(table, one);
      if (found) return false;
      table.set(one, at);
      size += 1;
      if (size * WORDS > FULL * table.length) table = doubled(table);
      return true;
    },
    has: (text) => placeOf(table, fingerprintOf(text)).found,
    size: () => size,
  };
};
