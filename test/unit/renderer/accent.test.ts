import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brandOf, contrast } from '../../../src/renderer/accent.ts';

const colour = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);

test('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('carries white text on every accent a site can choose, light or dark', () => {
  fc.assert(
    fc.property(colour, (accent) => {
      const brand = brandOf(accent);
      expect(contrast(brand[80], '#ffffff')).toBeGreaterThanOrEqual(4.5);
      expect(contrast(brand[70], '#ffffff')).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('is readable itself on the dark desk', () => {
  fc.assert(
    fc.property(colour, (accent) => {
      expect(contrast(brandOf(accent)[100], '#212429')).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

test('falls back on its own colour for what is none', () => {
  expect(brandOf('red')).toEqual(brandOf(null));
});
