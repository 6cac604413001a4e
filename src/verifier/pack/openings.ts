import { createHash } from 'node:crypto';
import { isObject } from '../canonical.ts';
import { linesIn } from '../lines.ts';
import type { PersonalRow } from '../report.ts';
import type { Archive } from './archive.ts';
import type { Notes } from './report.ts';

/** A personal value that a line of another file commits to. */
interface Opening {
  /** Number of the line, from 1; of a journal, number of the entry. */
  readonly line: number;
  /** JSON pointer (RFC 6901) of the commitment in it; of a journal, the value's name. */
  readonly place: string;
  /** Hex. */
  readonly salt: string;
  readonly value: string;
}

const openingOf = (row: unknown): Opening | null => {
  const parts: readonly unknown[] = Array.isArray(row) ? row : [];
  const [line, place, salt, value] = parts;
  const right =
    typeof line === 'number' &&
    typeof place === 'string' &&
    typeof salt === 'string' &&
    typeof value === 'string';
  return right && parts.length === 4 ? { line, place, salt, value } : null;
};

function* openingsIn(archive: Archive, name: string): Generator<Opening> {
  for (const line of linesIn(archive.pieces(name))) {
    const opening = openingOf(JSON.parse(line.toString('utf8')));
    if (opening === null) throw new TypeError('a line of it is none of this format');
    yield opening;
  }
}

/** The personal values of a journal, as the journal's verification takes them. */
export function* personalRows(archive: Archive, name: string): Generator<PersonalRow> {
  for (const { line, place, salt, value } of openingsIn(archive, name)) {
    yield { seq: line, name: place, salt, value: Buffer.from(value) };
  }
}

/** What a JSON pointer leads to; undefined for nothing. */
export const valueAt = (value: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((inner, part) => {
      if (Array.isArray(inner)) return inner[Number(part)];
      return isObject(inner) ? inner[part] : undefined;
    }, value);

const committed = ({ salt, value }: Opening): string =>
  `sha256:${createHash('sha256').update(Buffer.from(salt, 'hex')).update(value).digest('hex')}`;

/** Holds personal values against the commitments in the file that they belong to. */
export const checkOpenings = (
  archive: Archive,
  names: { readonly name: string; readonly of: string },
  notes: Notes,
): void => {
  const lines = linesIn(archive.pieces(names.of));
  let at = 0;
  let current: unknown = null;
  for (const opening of openingsIn(archive, names.name)) {
    for (; at < opening.line; at += 1) {
      const next = lines.next();
      current = next.done === true ? null : JSON.parse(next.value.toString('utf8'));
    }
    if (valueAt(current, opening.place) !== committed(opening)) {
      notes.find(
        names.name,
        'personal',
        `the value at line ${opening.line}, ${opening.place} is not the one committed to`,
      );
    }
  }
};
