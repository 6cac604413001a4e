import type { CardLayout } from './layout.ts';

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Positions from `from` to `to` by their rest in threes: Corporate 1000 leaves out every third bit. */
const threes = (from: number, to: number, rests: readonly number[]): readonly number[] =>
  range(from, to).filter((position) => rests.includes(position % 3));

const halves37: CardLayout['parity'] = [
  { at: 0, kind: 'even', over: range(1, 18) },
  { at: 36, kind: 'odd', over: range(18, 35) },
];

/**
 * The formats that many sites have, by their makers' names. The makers publish them in pieces; lengths, fields and
 * parity were held against several open programs that read such cards. No card of each was at hand.
 */
export const cardLayouts = {
  h10301: {
    bits: 26,
    facility: { from: 1, length: 8 },
    card: { from: 9, length: 16 },
    parity: [
      { at: 0, kind: 'even', over: range(1, 12) },
      { at: 25, kind: 'odd', over: range(13, 24) },
    ],
  },
  'corporate-1000': {
    bits: 35,
    facility: { from: 2, length: 12 },
    card: { from: 14, length: 20 },
    parity: [
      { at: 1, kind: 'even', over: threes(2, 33, [2, 0]) },
      { at: 34, kind: 'odd', over: threes(1, 32, [1, 2]) },
      { at: 0, kind: 'odd', over: range(1, 34) },
    ],
  },
  h10302: {
    bits: 37,
    facility: null,
    card: { from: 1, length: 35 },
    parity: halves37,
  },
  h10304: {
    bits: 37,
    facility: { from: 1, length: 16 },
    card: { from: 17, length: 19 },
    parity: halves37,
  },
} as const satisfies Readonly<Record<string, CardLayout>>;

export type CardLayoutName = keyof typeof cardLayouts;
