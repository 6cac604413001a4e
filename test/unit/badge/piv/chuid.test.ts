import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CardFault } from '../../../../src/main/badge/piv/card-fault.ts';
import { certificateIn } from '../../../../src/main/badge/piv/certificate-object.ts';
import { parseChuid } from '../../../../src/main/badge/piv/chuid.ts';
import { decodeFascN } from '../../../../src/main/badge/piv/fasc-n.ts';
import { unwrap } from '../../../../src/main/badge/piv/tlv.ts';
import { certificateObject, chuidObject, der, encodeFascN } from '../../../../scripts/cards/index.ts';

const faultOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (error instanceof CardFault) return error.code;
    throw error;
  }
};
const digits = fc.stringMatching(/^[0-9]{32}$/);

describe('a FASC-N', () => {
  it('is read as PACS 2.3 writes it', () => {
    // Agency 0032, system 0001, credential 092446, series 0, issue 1, person 1112223333, category 1, organization
    // 1223, association 2: the example of section 6.2.
    const example = 'd0439458210c2c19a0846d83685a1082108ce73984108ca3fc';
    expect(decodeFascN(Buffer.from(example, 'hex'))).toBe('00320001092446011112223333112232'.slice(0, 32));
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(digits, (text) => {
        expect(decodeFascN(encodeFascN(text))).toBe(text);
      }),
    );
  });

  it('is refused with any single bit turned', () => {
    fc.assert(
      fc.property(digits, fc.nat({ max: 199 }), (text, bit) => {
        const turned = encodeFascN(text);
        turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        expect(faultOf(() => decodeFascN(turned))).toBe('badge.malformed');
      }),
    );
  });

  it('is refused with another check character, also one whose own parity is right', () => {
    fc.assert(
      fc.property(digits, fc.constantFrom([195, 196], [196, 198], [197, 199]), (text, bits) => {
        const turned = encodeFascN(text);
        for (const bit of bits) turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
        expect(faultOf(() => decodeFascN(turned))).toBe('badge.malformed');
      }),
    );
  });

  it('is refused with another length', () => {
    expect(faultOf(() => decodeFascN(Buffer.alloc(24)))).toBe('badge.malformed');
  });
});

describe('a CHUID', () => {
  const identity = {
    fascN: '70019999000123451112345678901234',
    uuid: '8f6d2a4e-1c3b-4d5e-9f60-718293a4b5c6',
  };

  it('tells number, UUID and last day', () => {
    expect(parseChuid(unwrap(chuidObject(identity, '20300131'), 0x53))).toEqual({
      ...identity,
      expires: '20300131',
    });
  });

  it('of a card without numbers tells none', () => {
    expect(parseChuid(unwrap(chuidObject({ fascN: null, uuid: null }), 0x53))).toEqual({
      fascN: null,
      uuid: null,
      expires: '20991231',
    });
  });

  it.each([
    ['two UUIDs', Buffer.concat([der(0x34, Buffer.alloc(16, 1)), der(0x34, Buffer.alloc(16, 2))])],
    ['a UUID of 15 bytes', der(0x34, Buffer.alloc(15, 1))],
    ['a last day that is none', der(0x35, Buffer.from('2030-131'))],
  ])('with %s is malformed', (_, content) => {
    expect(faultOf(() => parseChuid(content))).toBe('badge.malformed');
  });
});

describe('a certificate on a card', () => {
  const certificate = Buffer.from('any certificate'.repeat(40));

  it.each([
    ['as it is', false],
    ['packed', true],
  ])('is taken out %s', (_, packed) => {
    expect(Buffer.from(certificateIn(unwrap(certificateObject(certificate, packed), 0x53)))).toEqual(
      certificate,
    );
  });

  it('packed by an older card is taken out too', () => {
    const content = Buffer.concat([
      der(0x70, gzipSync(certificate)),
      der(0x71, Buffer.from([0x80])),
      der(0xfe),
    ]);
    expect(Buffer.from(certificateIn(content))).toEqual(certificate);
  });

  it.each([
    ['that unpacks to far more', certificateObject(Buffer.alloc(2_000_000), true), 'badge.oversized'],
    ['that is too long', certificateObject(Buffer.alloc(9_000, 1)), 'badge.oversized'],
    [
      'that is said to be packed',
      der(0x53, der(0x70, certificate), der(0x71, Buffer.from([1]))),
      'badge.malformed',
    ],
    ['that is not there', der(0x53, der(0xfe)), 'badge.malformed'],
  ])('%s is refused', (_, object, code) => {
    expect(faultOf(() => certificateIn(unwrap(object, 0x53)))).toBe(code);
  });
});
