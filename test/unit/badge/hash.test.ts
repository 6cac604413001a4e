import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createBadgeHash, type BadgeIdentifier } from '../../../src/main/badge/index.ts';

const key = new Uint8Array(32).fill(7);
const hash = createBadgeHash(() => key);
const number: BadgeIdentifier = { kind: 'number', value: '1337', facility: '26' };
const of = (identifier: BadgeIdentifier): string => hash({ identifier, proof: null });

it('names the same badge the same, by a vector that others can check', () => {
  expect(of(number)).toBe('4a071bcc2638279030257c2fb87e0beccbc3951750c347d57a945e010e6d224d');
});

it('names the same badge otherwise under another key', () => {
  const other = createBadgeHash(() => new Uint8Array(32).fill(8));
  expect(other({ identifier: number, proof: null })).not.toBe(of(number));
});

it('tells kinds and facilities apart', () => {
  const all = [
    number,
    { ...number, facility: null },
    { ...number, facility: '27' },
    { kind: 'uid', value: '1337' } as const,
    { kind: 'piv', uuid: '1337', fascN: null, subject: null } as const,
    { kind: 'piv', uuid: null, fascN: '1337', subject: null } as const,
  ].map(of);
  expect(new Set(all).size).toBe(all.length);
});

it('says nothing of the number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{4,16}$/), (value) => {
      expect(of({ kind: 'number', value, facility: null })).toMatch(/^[0-9a-f]{64}$/);
      expect(of({ kind: 'number', value, facility: null })).not.toBe(
        of({ kind: 'number', value: `${value}0`, facility: null }),
      );
    }),
  );
});
