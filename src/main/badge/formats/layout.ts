/** Some bits in a row, from 0, in the order in which a card sends them. */
export interface Field {
  readonly from: number;
  readonly length: number;
}

/** One bit that makes the number of ones among the others even or, with its own, odd. */
export interface ParityBit {
  readonly at: number;
  readonly kind: 'even' | 'odd';
  readonly over: readonly number[];
}

/** What stands where in the raw value of a card. */
export interface CardLayout {
  readonly bits: number;
  /** Null where the format has none. */
  readonly facility: Field | null;
  readonly card: Field;
  readonly parity: readonly ParityBit[];
}

/** What a raw value says, in decimal without leading zeros. */
export interface CardNumber {
  readonly value: string;
  readonly facility: string | null;
}

const bitAt = (raw: bigint, layout: CardLayout, position: number): number =>
  Number((raw >> BigInt(layout.bits - 1 - position)) & 1n);

const numberIn = (raw: bigint, layout: CardLayout, { from, length }: Field): string =>
  String((raw >> BigInt(layout.bits - from - length)) & ((1n << BigInt(length)) - 1n));

/** The largest number that a field holds. */
export const largestIn = ({ length }: Field): bigint => (1n << BigInt(length)) - 1n;

/** Whether every parity bit is as it has to be. */
export const isParityRight = (raw: bigint, layout: CardLayout): boolean =>
  layout.parity.every(({ at, kind, over }) => {
    const ones = over.reduce((count, position) => count + bitAt(raw, layout, position), 0);
    return (ones + bitAt(raw, layout, at)) % 2 === (kind === 'odd' ? 1 : 0);
  });

/** Takes facility and card number out of a raw value of at most the layout's bits. Parity is looked at elsewhere. */
export const cardNumberIn = (raw: bigint, layout: CardLayout): CardNumber => ({
  value: numberIn(raw, layout, layout.card),
  facility: layout.facility === null ? null : numberIn(raw, layout, layout.facility),
});
