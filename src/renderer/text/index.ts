import { createInstance, type i18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { useMemo } from 'react';
import type { Language } from '../../shared/index.ts';
import { useDesk } from '../desk-context.ts';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import pt from './pt.json';
import zh from './zh.json';

export type TextKey = keyof typeof en;
export type TextParams = Readonly<Record<string, string | number>>;

/** Each language named in itself, in the order of the switch. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  es: 'Español',
  fr: 'Français',
  de: 'Deutsch',
  pt: 'Português',
  zh: '中文',
};

/** All texts, loaded with the page: a language change needs no request and shows no gap. */
export const createTexts = (): i18n => {
  const texts = createInstance();
  void texts.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    // A sentence with a hole is better than one with a placeholder in it.
    missingInterpolationHandler: () => '',
    resources: {
      de: { translation: de },
      en: { translation: en },
      es: { translation: es },
      fr: { translation: fr },
      pt: { translation: pt },
      zh: { translation: zh },
    },
  });
  return texts;
};

/** Texts, numbers and dates in the language of the present screen. */
export interface Text {
  readonly language: Language;
  readonly t: (key: TextKey, params?: TextParams) => string;
  /** The text of a key that is made of a code from outside, or null when the language files do not have it. */
  readonly find: (key: string, params?: TextParams) => string | null;
  readonly number: (value: number) => string;
  readonly minutes: (value: number) => string;
  readonly seconds: (value: number) => string;
  readonly shortMinutes: (value: number) => string;
  readonly dateTime: (iso: string) => string;
  /** A day as YYYY-MM-DD, the same day wherever it is read. */
  readonly date: (iso: string) => string;
}

type Formats = Pick<Text, 'number' | 'minutes' | 'seconds' | 'shortMinutes' | 'dateTime' | 'date'>;

const makeFormats = (language: Language): Formats => {
  const unitsOf = (unit: 'minute' | 'second', unitDisplay: 'long' | 'short'): Intl.NumberFormat =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
  const number = new Intl.NumberFormat(language);
  const minutes = unitsOf('minute', 'long');
  const seconds = unitsOf('second', 'long');
  const shortMinutes = unitsOf('minute', 'short');
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    number: (value) => number.format(value),
    minutes: (value) => minutes.format(value),
    seconds: (value) => seconds.format(value),
    shortMinutes: (value) => shortMinutes.format(value),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    date: (iso) => date.format(new Date(iso)),
  };
};

/** Formats are slow to make and used by every part of a screen: one set a language. */
const formats = new Map<Language, Formats>();

const formatsOf = (language: Language): Formats => {
  const made = formats.get(language) ?? makeFormats(language);
  formats.set(language, made);
  return made;
};

/** @returns the texts in `snapshot.language` */
export const useText = (): Text => {
  const { language } = useDesk().snapshot;
  const { t, i18n: texts } = useTranslation(undefined, { lng: language });
  return useMemo(() => {
    const has = (key: string): boolean => texts.exists(key, { lng: language });
    return {
      language,
      t: (key, params) => t(key, { ...params }),
      find: (key, params) => (has(key) ? t(key, { ...params }) : null),
      ...formatsOf(language),
    };
  }, [language, t, texts]);
};
