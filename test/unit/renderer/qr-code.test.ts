import jsqr from 'jsqr';
import { expect, it } from 'vitest';
import { authenticatorStores, clouds } from '../../../src/main/config/clouds.ts';
import { squareOf } from '../../../src/renderer/components/qr-square.ts';

/** The square as a camera sees it: `scale` points a module, black on white. */
const picture = (address: string, scale: number) => {
  const { dark, size } = squareOf(address);
  const width = size * scale;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [x, y] of dark) {
    for (let row = y * scale; row < (y + 1) * scale; row += 1) {
      for (let column = x * scale; column < (x + 1) * scale; column += 1) {
        data.set([0, 0, 0], (row * width + column) * 4);
      }
    }
  }
  return { data, width };
};

// The package is CommonJS: how its one function is reached depends on who asks.
const decode = typeof jsqr === 'function' ? jsqr : jsqr.default;

const addresses = [
  ...Object.values(authenticatorStores),
  ...Object.values(clouds).map(({ securityInfoOnPhone }) => securityInfoOnPhone.address),
];

it.each(addresses)('a camera reads %s from its square, and nothing else', (address) => {
  const { data, width } = picture(address, 6);
  expect(decode(data, width, width)?.data).toBe(address);
});

it('leaves four empty modules around it', () => {
  const { dark, size } = squareOf('https://example.com/');
  const places = dark.flat();
  expect([Math.min(...places), size - 1 - Math.max(...places)]).toEqual([4, 4]);
});
