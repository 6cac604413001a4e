import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cardLayouts,
  readNumber,
  readTypedNumber,
  type CardLayoutName,
  type NumberFormat,
} from '../../../src/main/badge/formats/index.ts';

type Digits = 'decimal' | 'hex' | 'facility-and-card';

const format = (
  layout: CardLayoutName,
  digits: Digits = 'decimal',
  facilityCodes: readonly string[] = [],
): NumberFormat => ({ layout, digits, facilityCodes });

const ones = (text: string): number => text.replaceAll('0', '').length;
const bits = (value: number, length: number): string => value.toString(2).padStart(length, '0');
const even = (text: string): string => String(ones(text) % 2);
const odd = (text: string): string => String(1 - (ones(text) % 2));

/** Of 35 bits those that a mask of the makers' kind names, which counts from the last bit. */
const masked = (text: string, mask: bigint): string =>
  Array.from(text)
    .filter((_, index) => (mask >> BigInt(text.length - 1 - index)) & 1n)
    .join('');

/** The formats written a second time, from their description in words: as text, bit by bit. */
const written: Readonly<Record<CardLayoutName, (facility: number, card: number) => string>> = {
  h10301: (facility, card) => {
    const middle = bits(facility, 8) + bits(card, 16);
    return even(middle.slice(0, 12)) + middle + odd(middle.slice(12));
  },
  'corporate-1000': (facility, card) => {
    const inner = `00${bits(facility, 12)}${bits(card, 20)}0`;
    const withEven = `0${even(masked(inner, 0x1b6db6db6n))}${inner.slice(2)}`;
    const withOdd = withEven.slice(0, -1) + odd(masked(withEven, 0x36db6db6cn));
    return odd(withOdd.slice(1)) + withOdd.slice(1);
  },
  h10302: (_, card) => {
    const middle = bits(card, 35);
    return even(middle.slice(0, 18)) + middle + odd(middle.slice(17));
  },
  h10304: (facility, card) => {
    const middle = bits(facility, 16) + bits(card, 19);
    return even(middle.slice(0, 18)) + middle + odd(middle.slice(17));
  },
};

const largest: Readonly<Record<CardLayoutName, { readonly facility: number; readonly card: number }>> = {
  h10301: { facility: 255, card: 65_535 },
  'corporate-1000': { facility: 4_095, card: 1_048_575 },
  h10302: { facility: 0, card: 34_359_738_367 },
  h10304: { facility: 65_535, card: 524_287 },
};
const names = Object.keys(cardLayouts) as CardLayoutName[];

const cards = fc.constantFrom(...names).chain((layout) =>
  fc.record({
    layout: fc.constant(layout),
    facility: fc.integer({ min: 0, max: largest[layout].facility }),
    card: fc.integer({ min: 0, max: largest[layout].card }),
  }),
);

const expected = (layout: CardLayoutName, facility: number, card: number) => ({
  value: String(card),
  facility: layout === 'h10302' ? null : String(facility),
});

describe('the raw value of a card', () => {
  // Worked out by hand from the makers' descriptions, and held against what other programs print for such cards.
  it.each([
    { layout: 'h10301', digits: 'hex', text: 'CA0A73', facility: '101', value: '1337' },
    { layout: 'h10301', digits: 'hex', text: '2ec0c86', facility: '118', value: '1603' },
    { layout: 'h10301', digits: 'decimal', text: '13240947', facility: '101', value: '1337' },
    { layout: 'h10301', digits: 'decimal', text: '0000000001', facility: '0', value: '0' },
    { layout: 'corporate-1000', digits: 'hex', text: '69A5154A4', facility: '1234', value: '567890' },
    { layout: 'corporate-1000', digits: 'decimal', text: '28358825124', facility: '1234', value: '567890' },
    { layout: 'corporate-1000', digits: 'hex', text: '60ec00c87', facility: '118', value: '1603' },
    { layout: 'h10302', digits: 'hex', text: '3E9', facility: null, value: '500' },
    { layout: 'h10302', digits: 'hex', text: '15BFB8386A', facility: null, value: '12345678901' },
    { layout: 'h10304', digits: 'hex', text: '001821272', facility: '24', value: '67897' },
  ] as const)(
    'in $layout, $digits $text, has facility $facility and number $value',
    ({ layout, digits, text, facility, value }) => {
      expect(readNumber(text, format(layout, digits))).toEqual({ value, facility });
    },
  );

  it('gives both numbers back, in decimal as in hex', () => {
    fc.assert(
      fc.property(cards, ({ layout, facility, card }) => {
        const raw = BigInt(`0b${written[layout](facility, card)}`);
        const wanted = expected(layout, facility, card);
        expect(readNumber(String(raw), format(layout, 'decimal'))).toEqual(wanted);
        expect(readNumber(raw.toString(16), format(layout, 'hex'))).toEqual(wanted);
      }),
    );
  });

  it('of which any one bit was read wrongly is told by its parity', () => {
    fc.assert(
      fc.property(cards, ({ layout, facility, card }) => {
        const text = written[layout](facility, card);
        for (let at = 0; at < text.length; at += 1) {
          const flipped = BigInt(`0b${text}`) ^ (1n << BigInt(at));
          expect(readNumber(String(flipped), format(layout))).toEqual({
            code: 'badge.parity-wrong',
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each(names)('with more bits than %s has is of another format', (layout) => {
    const { bits: length } = cardLayouts[layout];
    const tooMuch = 1n << BigInt(length);
    expect(readNumber(String(tooMuch), format(layout))).toEqual({
      code: 'badge.wrong-format',
    });
    expect(readNumber(tooMuch.toString(16), format(layout, 'hex'))).toEqual({
      code: 'badge.wrong-format',
    });
  });

  it.each([
    ['decimal', '12A4'],
    ['decimal', ''],
    ['decimal', '-1'],
    ['hex', '12G4'],
    ['hex', '0x12'],
  ] as const)('in %s is not %j', (digits, text) => {
    expect(readNumber(text, format('h10301', digits))).toEqual({
      code: 'badge.wrong-format',
    });
  });
});

describe('a reader that takes the numbers out by itself', () => {
  it.each([
    ['h10301', '10101337', { value: '1337', facility: '101' }],
    ['h10301', '101,01337', { value: '1337', facility: '101' }],
    ['h10301', '101-1337', { value: '1337', facility: '101' }],
    ['corporate-1000', '40951048575', { value: '1048575', facility: '4095' }],
    ['h10302', '34359738367', { value: '34359738367', facility: null }],
    ['h10304', '65535524287', { value: '524287', facility: '65535' }],
  ] as const)('in %s sends %s', (layout, text, wanted) => {
    expect(readNumber(text, format(layout, 'facility-and-card'))).toEqual(wanted);
  });

  it.each([
    ['h10301', '25665535'],
    ['h10301', '25565536'],
    ['h10301', '1011337'],
    ['h10301', '101-1337-1'],
    ['h10301', '101;1337'],
    ['h10302', '34359738368'],
    ['h10302', '1-5'],
    ['corporate-1000', '40961048575'],
  ] as const)('in %s cannot send %s', (layout, text) => {
    expect(readNumber(text, format(layout, 'facility-and-card'))).toEqual({
      code: 'badge.wrong-format',
    });
  });
});

describe('a badge of another site', () => {
  it('is told by its facility code, where the site names its own', () => {
    const raw = (facility: number): string => String(BigInt(`0b${written.h10301(facility, 1337)}`));
    expect(readNumber(raw(101), format('h10301', 'decimal', ['100', '101']))).toEqual({
      value: '1337',
      facility: '101',
    });
    expect(readNumber(raw(102), format('h10301', 'decimal', ['100', '101']))).toEqual({
      code: 'badge.other-site',
    });
    expect(readTypedNumber('102-1337', format('h10301', 'decimal', ['101']))).toEqual({
      code: 'badge.other-site',
    });
  });
});

describe('a number typed off a badge', () => {
  it.each([
    ['1337', { value: '1337', facility: null }],
    ['01337', { value: '1337', facility: null }],
    ['101-01337', { value: '1337', facility: '101' }],
    ['65536', { code: 'badge.wrong-format' }],
    ['256-1', { code: 'badge.wrong-format' }],
    ['1-2-3', { code: 'badge.wrong-format' }],
    ['12a', { code: 'badge.wrong-format' }],
  ])('%s gives %j', (text, wanted) => {
    expect(readTypedNumber(text, format('h10301'))).toEqual(wanted);
  });

  it('is what it is where the format is plain', () => {
    expect(readTypedNumber('007', { layout: 'plain' })).toEqual({
      value: '007',
      facility: null,
    });
    expect(readNumber('007', { layout: 'plain' })).toEqual({
      value: '007',
      facility: null,
    });
  });
});
