import { describe, expect, test } from 'vitest';
import { coloursIn, isSamePicture } from '../../support/screen.ts';

interface Dump {
  readonly pixels: readonly number[];
  readonly width?: number;
  /** What stands in the bytes of the table that nobody sets. */
  readonly unset?: number;
}

/** A header of 100 bytes, a table of two colours, pixels of four bytes. */
const dump = ({ pixels, width = 2, unset = 0 }: Dump): Buffer => {
  const [headerBytes, colours, bytesOfColour] = [100, 2, 12];
  const all = Buffer.alloc(headerBytes + colours * bytesOfColour, unset);
  all.fill(0, 0, headerBytes);
  for (const [at, value] of [
    [0, headerBytes],
    [16, width],
    [76, colours],
  ] as const)
    all.writeUInt32BE(value, at);
  const painted = Buffer.alloc(4 * pixels.length);
  for (const [index, pixel] of pixels.entries()) painted.writeUInt32LE(pixel, 4 * index);
  return Buffer.concat([all, painted]);
};

describe('a picture of a screen', () => {
  test.each([
    ['the same in its pixels alone', dump({ pixels: [1, 2], unset: 0x80 }), true],
    ['another by one pixel', dump({ pixels: [1, 3] }), false],
    ['another by its shape', dump({ pixels: [1, 2], width: 1 }), false],
    ['another where some of it is missing', dump({ pixels: [1] }), false],
  ])('is %s', (...[, other, same]) => {
    expect(isSamePicture(dump({ pixels: [1, 2] }), other)).toBe(same);
  });

  test('is never the same as another without any pixel', () => {
    expect(isSamePicture(dump({ pixels: [] }), dump({ pixels: [] }))).toBe(false);
  });

  test('has its colours counted, each once', () => {
    expect(coloursIn(dump({ pixels: [1, 2, 1, 3], unset: 0x80 }))).toBe(3);
  });
});
