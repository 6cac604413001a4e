import type { Language } from '../../shared/index.ts';
import { languageNames } from '../text/index.ts';

/**
 * A language named in itself. The Chinese name is drawn: the desk's own font does not have it, and Chromium makes a font anew
 * for every such text that it lays out, six kilobytes for each time that the first screen comes back.
 */
export const LanguageName = ({ language }: { readonly language: Language }) =>
  language === 'zh' ? (
    <svg className="drawn-name" viewBox="0 0 44 22" role="img" aria-label={languageNames.zh}>
      <path d="M2.5 6h16v8h-16zM10.5 1.5v19M32.5 1.5l1.5 3.5M24 6.5h19M39 6.5c-2 6-7.5 11.5-14.5 13.5M28 6.5c2 6 7.5 11.5 14.5 13.5" />
    </svg>
  ) : (
    languageNames[language]
  );
