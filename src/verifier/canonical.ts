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

/**
 * Reads a JSON object that must be in its one canonical spelling and have exactly these members. Null for
 * anything else: other bytes, other spelling, members doubled, missing or added.
 */
export const readObject = (bytes: Uint8Array, members: readonly string[]): JsonObject | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    if (!isObject(value) || canonicalOf(value) !== text) return null;
    return Object.keys(value).sort().join() === members.join() ? value : null;
  } catch {
    // Not UTF-8, or not JSON.
    return null;
  }
};
