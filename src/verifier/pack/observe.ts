import { isObject, textOf, type JsonObject } from '../canonical.ts';
import type { EntryRow } from '../report.ts';

/** An entry of one of the types that are looked at, with its exact text. */
export interface Observed {
  readonly type: string;
  readonly at: string;
  readonly text: string;
  /** The whole entry. */
  readonly value: JsonObject;
}

/** In canonical form every entry ends with its type and version. */
const typeIn = (text: string): string => {
  const end = text.length - '","v":1}'.length;
  const begin = text.lastIndexOf('"', end - 1);
  return text.startsWith('"type":', begin - 7) ? text.slice(begin + 1, end) : '';
};

/** Lets the entries go by, and hands over those of types that somebody wants. */
export function* observed(
  rows: Iterable<EntryRow>,
  wants: (type: string) => boolean,
  take: (entry: Observed) => void,
): Generator<EntryRow> {
  for (const row of rows) {
    const text = typeof row.bytes === 'string' ? row.bytes : (textOf(row.bytes) ?? '');
    const type = typeIn(text);
    if (wants(type)) {
      const value: unknown = JSON.parse(text);
      const at = isObject(value) ? value['at'] : null;
      if (isObject(value) && typeof at === 'string') take({ type, at, text, value });
    }
    yield row;
  }
}
