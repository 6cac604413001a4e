import type { TextKey, TextParams } from '../../text/index.ts';

/** The symbols with a name of their own; Graph's passes may hold symbols, such as `+drkzqAD` of its page. */
const symbols: Readonly<Record<string, TextKey>> = {
  '+': 'spell.plus',
  '-': 'spell.minus',
  $: 'spell.dollar',
  '/': 'spell.slash',
  '\\': 'spell.backslash',
  '!': 'spell.exclamation',
  '?': 'spell.question',
  '@': 'spell.at',
  '#': 'spell.hash',
  '%': 'spell.percent',
  '&': 'spell.ampersand',
  '*': 'spell.asterisk',
  '=': 'spell.equals',
  _: 'spell.underscore',
  '.': 'spell.dot',
  ',': 'spell.comma',
  ':': 'spell.colon',
  ';': 'spell.semicolon',
  '^': 'spell.caret',
  '~': 'spell.tilde',
  '(': 'spell.open-parenthesis',
  ')': 'spell.close-parenthesis',
};

const keyOf = (character: string): TextKey => {
  if (/\d/.test(character)) return 'spell.digit';
  if (/[A-Z]/.test(character)) return 'spell.capital';
  if (/[a-z]/.test(character)) return 'spell.small';
  return symbols[character] ?? 'spell.other';
};

/** A pass in words, one after the other: "capital B, digit 8, plus". */
export const spellOut = (pass: string, t: (key: TextKey, params?: TextParams) => string): string =>
  Array.from(pass, (character) => t(keyOf(character), { character })).join(', ');
