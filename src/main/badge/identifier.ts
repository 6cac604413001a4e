import { readNumber, readTypedNumber, type NumberFormat } from './formats/index.ts';
import type { BadgeMisread } from './port.ts';

/** What a station's readers send. */
export interface WedgeSettings {
  /** Characters the reader sends before the number; empty when none. */
  readonly prefix: string;
  /** The key that ends a read; null: it is over when nothing more comes. */
  readonly suffix: 'Enter' | 'Tab' | null;
  /** Characters without the prefix. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Regular expression for all of them, such as `[0-9]+`. */
  readonly pattern: string;
  /** Most milliseconds between two keys of a reader: faster than anybody types. */
  readonly interKeyMs: number;
  /** What the characters stand for. */
  readonly format: NumberFormat;
}

/** The number on a badge, or why there is none. */
export type Identified =
  { readonly number: string; readonly facility: string | null } | { readonly code: BadgeMisread['code'] };

const asIdentified = (read: ReturnType<typeof readNumber>): Identified =>
  'code' in read ? read : { number: read.value, facility: read.facility };

const matchesWhole = (text: string, pattern: string): boolean =>
  new RegExp(`^(?:${pattern})$`, 'u').test(text);

/** Takes the number out of what a reader sent. */
export const identifierIn = (text: string, settings: WedgeSettings): Identified => {
  const { prefix, minLength, maxLength, pattern, format } = settings;
  if (!text.startsWith(prefix)) return { code: 'badge.unreadable' };
  const characters = text.slice(prefix.length);
  if (characters.length > maxLength) return { code: 'badge.too-long' };
  if (characters.length < minLength) return { code: 'badge.incomplete' };
  if (!matchesWhole(characters, pattern)) return { code: 'badge.unreadable' };
  return asIdentified(readNumber(characters, format));
};

/** Takes the number that somebody has typed off a badge: as a reader sends it, without its prefix, or as it is printed. */
export const typedIdentifierIn = (text: string, settings: WedgeSettings): Identified =>
  settings.format.layout === 'plain'
    ? identifierIn(text, { ...settings, prefix: '' })
    : asIdentified(readTypedNumber(text, settings.format));
