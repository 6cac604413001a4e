import { der } from './der.ts';

/** Places of the FASC-N's 40 characters that are not digits, and what stands there. */
const marks = new Map([
  [0, 0b1011],
  [5, 0b1101],
  [10, 0b1101],
  [17, 0b1101],
  [19, 0b1101],
  [21, 0b1101],
  [38, 0b1111],
]);

const fiveBits = (value: number): string => {
  const low = [0, 1, 2, 3].map((place) => (value >> place) & 1);
  const parity = low.reduce((sum, bit) => sum + bit, 1) % 2;
  return [...low, parity].join('');
};

/** Encodes 32 digits as a FASC-N has them: five bits a character, a check character at the end. */
export const encodeFascN = (digits: string): Buffer => {
  const rest = digits.split('').map(Number);
  const values = Array.from({ length: 39 }, (_, index) => marks.get(index) ?? rest.shift() ?? 0);
  const check = values.reduce((sum, value) => sum ^ value, 0);
  const bits = [...values, check].map(fiveBits).join('');
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
};

/** What names a card. */
export interface CardIdentity {
  /** 32 digits; null for a card of a site that has no such numbers. */
  readonly fascN: string | null;
  readonly uuid: string | null;
}

export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

/** A CHUID without a signature, as its data object has it. */
export const chuidObject = ({ fascN, uuid }: CardIdentity, expires = '20991231'): Buffer =>
  der(
    0x53,
    der(0x30, fascN === null ? Buffer.alloc(25) : encodeFascN(fascN)),
    der(0x34, uuid === null ? Buffer.alloc(16) : uuidBytes(uuid)),
    der(0x35, Buffer.from(expires)),
    der(0x3e),
    der(0xfe),
  );
