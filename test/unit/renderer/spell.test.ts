import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf } from '../../../src/renderer/desk/pass/paint.ts';
import { spellOut } from '../../../src/renderer/desk/pass/spell.ts';

const inEnglish: Readonly<Record<string, string>> = {
  'spell.capital': 'capital ',
  'spell.small': 'small ',
  'spell.digit': 'digit ',
  'spell.other': 'sign ',
};
const t: Parameters<typeof spellOut>[1] = (key, params) =>
  key in inEnglish ? `${inEnglish[key] ?? ''}${params?.['character'] ?? ''}` : key.replace('spell.', '');

test('tells letters, digits and symbols apart that look alike', () => {
  expect(spellOut('0Ol1IS5B8+$/', t)).toBe(
    'digit 0, capital O, small l, digit 1, capital I, capital S, digit 5, capital B, digit 8, plus, dollar, slash',
  );
});

test('names a character it has no word for', () => {
  expect(spellOut('§', t)).toBe('sign §');
});

test('groups by four and loses nothing', () => {
  expect(groupsOf('+drkzqAD9')).toEqual(['+drk', 'zqAD', '9']);
  fc.assert(
    fc.property(fc.string({ minLength: 8, maxLength: 48 }), (pass) => {
      const groups = groupsOf(pass);
      expect(groups.join('')).toBe(pass);
      expect(groups.slice(0, -1).every((group) => Array.from(group).length === 4)).toBe(true);
    }),
  );
});
