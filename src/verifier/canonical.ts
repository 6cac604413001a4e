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

/** One member whose value is no list, of an object without anything escaped. */
const MEMBER = /[{,]"([^"]*)":(?:"[^"]*"|([-0-9.e+]+)|true|false|null)/y;

/**
 * Whether the text of an object is in canonical form, where its grammar is known to be right. Most objects are flat
 * and have nothing escaped: they are followed without being built.
 */
export const isOrderedText = (text: string): boolean => {
  if (text === '{}') return true;
  if (text.includes('\\')) return readSpelled(text) !== null;
  let before: string | null = null;
  MEMBER.lastIndex = 0;
  for (let end = 0; end < text.length - 1; end = MEMBER.lastIndex) {
    const member = MEMBER.exec(text);
    if (member === null) return readSpelled(text) !== null;
    const [, name = '', number] = member;
    if (before !== null && name <= before) return false;
    if (number !== undefined && String(Number(number)) !== number) return false;
    before = name;
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
