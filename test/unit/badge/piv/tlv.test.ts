import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CardFault } from '../../../../src/main/badge/piv/card-fault.ts';
import { certificateIn } from '../../../../src/main/badge/piv/certificate-object.ts';
import { parseChuid } from '../../../../src/main/badge/piv/chuid.ts';
import { parseTlvs, tlv, unwrap } from '../../../../src/main/badge/piv/tlv.ts';

const faultOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof CardFault) return error.code;
    throw error;
  }
};
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');

describe('data objects', () => {
  it.each([
    ['one after the other', '7001aa7102bbcc', [0x70, 0x71]],
    ['with tags of two and three bytes', '5fc10201aa7f4901ff', [0x5fc102, 0x7f49]],
    ['with a length of two bytes', `5381801${'0'.repeat(255)}`, [0x53]],
    ['when there are none', '', []],
  ])('are taken apart %s', (_, hex, tags) => {
    expect(parseTlvs(bytes(hex)).map(({ tag }) => tag)).toEqual(tags);
  });

  it.each([
    ['the value', '7002aa'],
    ['the length', '70'],
    ['a long length', '708201'],
    ['a long tag', '5f'],
  ])('of which %s is cut off are cut short', (_, hex) => {
    expect(faultOf(() => parseTlvs(bytes(hex)))).toBe('badge.cut-short');
  });

  it.each([
    ['a tag without end', '1f8180808001'],
    ['a length without end', '7080aa0000'],
    ['a length of four bytes', '708400000001aa'],
    ['more objects than any card has', '7000'.repeat(65)],
  ])('with %s are malformed', (_, hex) => {
    expect(faultOf(() => parseTlvs(bytes(hex)))).toBe('badge.malformed');
  });

  it('are refused where another is expected, or another follows', () => {
    expect([
      faultOf(() => unwrap(bytes('5401aa'), 0x53)),
      faultOf(() => unwrap(bytes('5301aa5401aa'), 0x53)),
      faultOf(() => unwrap(bytes(''), 0x53)),
    ]).toEqual(['badge.malformed', 'badge.malformed', 'badge.cut-short']);
  });

  it('come back as they were put in', () => {
    fc.assert(
      fc.property(fc.constantFrom(0x53, 0x7c, 0x5fc102), fc.uint8Array({ maxLength: 700 }), (tag, value) => {
        expect(unwrap(tlv(tag, value), tag)).toEqual(value);
      }),
    );
  });
});

describe('bytes of a hostile card', () => {
  it.each([
    ['data objects', parseTlvs],
    ['a CHUID', parseChuid],
    ['a certificate', certificateIn],
  ])('end as %s or as a fault of the card, whatever they are', (_, parse) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (random) => {
        faultOf(() => parse(random));
      }),
      { numRuns: 500 },
    );
  });

  it('are never read past their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 50 }), (random, beyond) => {
        const backing = Uint8Array.from([...random, ...beyond]);
        const alone = faultOf(() => parseTlvs(random));
        const before = faultOf(() => parseTlvs(backing.subarray(0, random.length)));
        expect(JSON.stringify(before)).toBe(JSON.stringify(alone));
      }),
    );
  });
});
