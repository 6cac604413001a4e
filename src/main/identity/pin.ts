import { scryptSync, timingSafeEqual } from 'node:crypto';

/**
 * The operator's PIN for as long as they are signed in. It proves that whoever takes the screen back is the one who
 * signed in; it opens nothing else. Only a salted scrypt hash is kept, in memory, and a new salt for each choice.
 */
export interface PinKeeper {
  readonly choose: (pin: string) => void;
  /** False while none is chosen. */
  readonly matches: (pin: string) => boolean;
  readonly forget: () => void;
}

const LENGTH = 32;
// 16 MB and some 50 ms a guess, on the main process: the few tries guard a PIN, the hash only keeps it out of sight.
const COST = { N: 2 ** 14, r: 8, p: 1 } as const;

const hashOf = (pin: string, salt: Uint8Array): Buffer => scryptSync(pin, salt, LENGTH, COST);

/** @param randomBytes so many bytes from a cryptographic source */
export const createPinKeeper = (randomBytes: (count: number) => Uint8Array): PinKeeper => {
  let kept: { readonly salt: Uint8Array; readonly hash: Buffer } | null = null;
  return {
    choose: (pin) => {
      const salt = randomBytes(16);
      kept = { salt, hash: hashOf(pin, salt) };
    },
    matches: (pin) => kept !== null && timingSafeEqual(kept.hash, hashOf(pin, kept.salt)),
    forget: () => {
      kept = null;
    },
  };
};

/** Whether anybody would try it first: one digit all over, or digits in a row, up or down. */
export const isTooSimple = (pin: string): boolean => {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  return steps.every((step) => step === steps[0]) && Math.abs(steps[0] ?? 0) <= 1;
};
