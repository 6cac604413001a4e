import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalOf, readObject } from '../../../src/verifier/canonical.ts';

const read = (text: string, ...members: readonly string[]) => readObject(Buffer.from(text), members);

describe('the canonical form', () => {
  it('is the one that another implementation of RFC 8785 writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(canonicalOf(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('is accepted for any object, and with a space more it is not', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        const text = canonicalize({ data: value }) ?? '';
        expect(read(text, 'data')).toEqual(JSON.parse(text));
        expect(read(`${text} `, 'data')).toBeNull();
      }),
    );
  });

  it.each([
    ['members out of order', '{"b":1,"a":2}'],
    ['members out of order further in', '{"a":{"d":1,"c":2},"b":[]}'],
    ['a member twice', '{"a":1,"a":1,"b":2}'],
    ['another spelling of a number', '{"a":1.0,"b":2}'],
    ['another spelling of a text', String.raw`{"a":"\u0041","b":2}`],
    ['a member left out', '{"a":1}'],
    ['a member too many', '{"a":1,"b":2,"c":3}'],
    ['a mark of the byte order', '\uFEFF{"a":1,"b":2}'],
    ['a list', '["a","b"]'],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(read(text, 'a', 'b')).toBeNull();
  });

  it('orders names that look like numbers as texts', () => {
    expect(read('{"data":{"10":1,"9":2}}', 'data')).toEqual({ data: { 9: 2, 10: 1 } });
    expect(read('{"data":{"9":2,"10":1}}', 'data')).toBeNull();
  });
});
