import type { BadgeMisread } from './port.ts';

/** What a station's readers send. */
export interface WedgeSettings {
  /** Characters the reader sends before the number; empty when none. */
  readonly prefix: string;
  /** The key that ends a read. */
  readonly suffix: 'Enter';
  /** Characters of the number, without the prefix. */
  readonly minLength: number;
  readonly maxLength: number;
  /** Regular expression for the whole number, such as `[0-9]+`. */
  readonly pattern: string;
  /** Most milliseconds between two keys of a reader: faster than anybody types. */
  readonly interKeyMs: number;
}

type Misreading = BadgeMisread['code'];

/**
 * Takes the number that names the person out of what a reader sent, or somebody typed.
 *
 * @returns the number, or why it cannot be one
 */
export const identifierIn = (
  text: string,
  settings: WedgeSettings,
): { readonly identifier: string } | { readonly code: Misreading } => {
  const { prefix, minLength, maxLength, pattern } = settings;
  if (!text.startsWith(prefix)) return { code: 'badge.unreadable' };
  const identifier = text.slice(prefix.length);
  if (identifier.length > maxLength) return { code: 'badge.too-long' };
  if (identifier.length < minLength) return { code: 'badge.incomplete' };
  return new RegExp(`^(?:${pattern})$`, 'u').test(identifier) ? { identifier } : { code: 'badge.unreadable' };
};
