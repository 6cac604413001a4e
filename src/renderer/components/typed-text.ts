import type { ScreenKey } from '../../shared/index.ts';

/** The text after one more key; null when the key is none that writes. Pure. */
export const typedText = (text: string, key: ScreenKey, most: number): string | null => {
  if (key === 'Enter' || key === 'Tab') return null;
  if (key === 'Backspace') return Array.from(text).slice(0, -1).join('');
  return text.length + key.length > most ? text : text + key;
};
