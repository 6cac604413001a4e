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

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a JSON object that must be in its one canonical spelling and have exactly these members, named in order.
 * Null for anything else: other bytes, other spelling, members doubled, missing or added.
 */
export const readObject = (bytes: Uint8Array, members: readonly string[]): JsonObject | null => {
  try {
    const text = decoder.decode(bytes);
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || !isCanonical(value, text)) return null;
    const names = Object.keys(value);
    return names.length === members.length && names.every((name, index) => name === members[index])
      ? value
      : null;
  } catch {
    // Not UTF-8, or not JSON.
    return null;
  }
};
