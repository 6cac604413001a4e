import { expect, test } from 'vitest';
import { typedText } from '../../../src/renderer/components/typed-text.ts';

test.each([
  ['a character is written at the end', 'ab', 'c', 'abc'],
  ['nothing more than the field takes', 'abcd', 'e', 'abcd'],
  ['the last character goes, whole', 'a\u{1F511}', 'Backspace', 'a'],
  ['nothing goes from an empty field', '', 'Backspace', ''],
  ['Enter writes nothing', 'ab', 'Enter', null],
  ['Tab writes nothing', 'ab', 'Tab', null],
])('%s', (...[, before, key, after]) => {
  expect(typedText(before, key, 4)).toBe(after);
});
