import type { Language } from '../../shared/index.ts';

/** Three rows of keys, each a character. */
export type KeyRows = readonly [string, string, string];

const english: KeyRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** Letters as people of each language find them; an input method for Chinese is the system's, so Latin letters here. */
export const letterRows: Readonly<Record<Language, KeyRows>> = {
  en: english,
  zh: english,
  es: ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm'],
  pt: ['qwertyuiop', 'asdfghjklç', 'zxcvbnm'],
  de: ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnmß'],
  fr: ['azertyuiop', 'qsdfghjklm', 'wxcvbnéèà'],
};

/** Digits and signs, the same everywhere: passwords have them. */
export const signRows: KeyRows = ['1234567890', '#$%&*+-=/_', ',;:!?()"\''];
