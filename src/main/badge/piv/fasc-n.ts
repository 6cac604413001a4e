import { CardFault } from './card-fault.ts';

const bytes = 25;
const characters = 40;
const start = 0b1011;
const separator = 0b1101;
const end = 0b1111;

/** Where anything but a digit stands: the start, a separator after each of five fields, and the end (PACS 2.3, table 6-2). */
const marks: ReadonlyMap<number, number> = new Map([
  [0, start],
  [5, separator],
  [10, separator],
  [17, separator],
  [19, separator],
  [21, separator],
  [38, end],
]);

const bitAt = (from: Uint8Array, at: number): number => ((from[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;

/** Four bits, the lowest first, and a fifth that makes the number of ones odd. */
const characterAt = (from: Uint8Array, index: number): number => {
  const bits = [0, 1, 2, 3, 4].map((offset) => bitAt(from, index * 5 + offset));
  const ones = bits.reduce((sum, bit) => sum + bit, 0);
  if (ones % 2 !== 1) throw new CardFault('badge.malformed');
  return bits.slice(0, 4).reduce((sum, bit, place) => sum + (bit << place), 0);
};

/**
 * Decodes a FASC-N: agency, system, credential, series, issue, person, category, organization, association
 * (PACS 2.3, section 6.2). Parity, separators and the check character at its end must be right.
 *
 * @returns its 32 digits without separators
 * @throws CardFault `badge.malformed`
 */
export const decodeFascN = (from: Uint8Array): string => {
  if (from.length !== bytes) throw new CardFault('badge.malformed');
  const values = Array.from({ length: characters }, (_, index) => characterAt(from, index));
  const check = values.reduce((sum, value) => sum ^ value, 0);
  const digits = values.slice(0, characters - 1).map((value, index) => {
    const mark = marks.get(index);
    if (mark === undefined ? value > 9 : value !== mark) throw new CardFault('badge.malformed');
    return mark === undefined ? String(value) : '';
  });
  if (check !== 0) throw new CardFault('badge.malformed');
  return digits.join('');
};
