import type { Language } from '../../shared/index.ts';
import type { SiteText } from '../policy/index.ts';

/** The site's sentence in the language, else in English, else in whichever it was written. */
export const inLanguage = (text: SiteText, language: Language): string =>
  text[language] ?? text.en ?? Object.values(text)[0] ?? '';
