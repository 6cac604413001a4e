/** A JSON object, whatever is in it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * The canonical form of a parsed JSON value (RFC 8785): names in the order of their UTF-16 units, no white space;
 * texts and numbers as ECMAScript writes them, which is what the RFC takes over.
 */
export const canonicalOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalOf).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalOf(value[name])}`);
  return `{${members.join(',')}}`;
};

const isOrdered = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.every(isOrdered);
  if (!isObject(value)) return true;
  const names = Object.keys(value);
  return names.every((name, index) => (names[index - 1] ?? '') <= name && isOrdered(value[name]));
};

/** Where the order is right already, ECMAScript's own writer gives the canonical form, and many times faster. */
const isCanonical = (value: unknown, text: string): boolean =>
  (isOrdered(value) ? JSON.stringify(value) : canonicalOf(value)) === text;

const EMPTY: JsonObject = {};

const [ZERO, NINE] = [0x30, 0x39];
const [QUOTE, LIST, TRUE, FALSE, NULL] = [0x22, 0x5b, 0x74, 0x66, 0x6e];
/** Whole numbers of up to so many digits are held exactly, so they are written digit by digit. */
const EXACT_DIGITS = 15;

const isWhole = (number: string): boolean => {
  if (number.length > EXACT_DIGITS) return false;
  if (number.charCodeAt(0) === ZERO) return number.length === 1;
  for (let at = 0; at < number.length; at += 1) {
    const digit = number.charCodeAt(at);
    if (digit < ZERO || digit > NINE) return false;
  }
  return true;
};

/** Whether a number is spelled as ECMAScript writes it, which is what RFC 8785 takes over. */
export const isWritten = (number: string): boolean => isWhole(number) || String(Number(number)) === number;

/** Where the value that begins at `from` ends; -1 when it is a list, or a number not as it is written. */
const endOfValue = (text: string, from: number): number => {
  const kind = text.charCodeAt(from);
  if (kind === QUOTE) return text.indexOf('"', from + 1) + 1;
  if (kind === LIST) return -1;
  const comma = text.indexOf(',', from);
  const end = comma < 0 ? text.length - 1 : comma;
  const literal = kind === TRUE || kind === FALSE || kind === NULL;
  return literal || isWritten(text.slice(from, end)) ? end : -1;
};

/**
 * Whether the text of an object is in canonical form, where its grammar is known to be right. Most objects are flat
 * and have nothing escaped: they are followed without being built. For all others building them tells.
 */
export const isOrderedText = (text: string): boolean => {
  if (text === '{}') return true;
  if (text.includes('\\')) return readSpelled(text) !== null;
  let before: string | null = null;
  for (let at = 1; at < text.length;) {
    const nameEnd = text.indexOf('"', at + 1);
    const name = text.slice(at + 1, nameEnd);
    if (before !== null && name <= before) return false;
    before = name;
    const end = endOfValue(text, nameEnd + 2);
    if (end < 0) return readSpelled(text) !== null;
    at = end + 1;
  }
  return true;
};

/** Reads a JSON object that must be in its one canonical spelling. Null for anything else. */
export const readSpelled = (text: string): JsonObject | null => {
  if (text === '{}') return EMPTY;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isCanonical(value, text) ? value : null;
  } catch {
    // Not JSON.
    return null;
  }
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that these bytes are in UTF-8, or null when they are none. */
export const textOf = (bytes: Uint8Array): string | null => {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
};

/**
 * Reads a JSON object that must be in its one canonical spelling and have exactly these members, named in order.
 * Null for anything else: other bytes, other spelling, members doubled, missing or added.
 */
export const readObject = (bytes: Uint8Array, members: readonly string[]): JsonObject | null => {
  const text = textOf(bytes);
  const value = text === null ? null : readSpelled(text);
  const names = Object.keys(value ?? {});
  const all = names.length === members.length && names.every((name, index) => name === members[index]);
  return all ? value : null;
};
