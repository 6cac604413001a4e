import { isObject, textOf } from '../../verifier/canonical.ts';
import { openFile } from '../../verifier/file.ts';
import type { Told } from '../monitoring/index.ts';

const isValue = (value: unknown): boolean =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

const isText = (value: unknown): boolean => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

const isData = (value: unknown): boolean => isObject(value) && Object.values(value).every(isValue);

/** As `Date.parse` takes it; a day alone is no time. */
const isTime = (value: unknown): boolean =>
  typeof value === 'string' && value.length > 'YYYY-MM-DD'.length && !Number.isNaN(Date.parse(value));

/**
 * Only what is watched of an entry. By hand: a schema makes some dozen objects of each entry, and of a million of them
 * V8 keeps hundreds of megabytes that nobody needs any more.
 */
const isTold = (value: unknown): value is Told =>
  isObject(value) &&
  isText(value['station']) &&
  isTime(value['at']) &&
  isText(value['type']) &&
  isText(value['actor']) &&
  [value['enrollment'], value['step'], value['subject']].every(isTextOrNull) &&
  isData(value['data']);

/** An enrollment that was open at the time in question began at most so long before. */
const LONGEST_MS = 12 * 60 * 60_000;

/** An entry as it is watched, from its text. @throws TypeError, SyntaxError where it is none */
export const toldIn = (text: string): Told => {
  const value: unknown = JSON.parse(text);
  if (!isTold(value)) throw new TypeError('it is no entry of a journal');
  return value;
};

/**
 * The entries of a journal or an export one by one, so that a large one needs no more memory than a small one.
 *
 * @throws TypeError, SyntaxError where something is no entry any more
 */
export function* eachEntry(file: string): Generator<Told> {
  const { source, close } = openFile(file);
  try {
    for (const { bytes } of source.entries) {
      yield toldIn((typeof bytes === 'string' ? bytes : textOf(bytes)) ?? '');
    }
  } finally {
    close();
  }
}

/**
 * The entries of a journal or an export from shortly before a time on. The file is expected to verify: what is no
 * entry any more ends the reading.
 *
 * @throws TypeError, SyntaxError where it does not
 */
export const readEntries = (file: string, since: string): readonly Told[] => {
  const first = Date.parse(since) - LONGEST_MS;
  return [...eachEntry(file)].filter(({ at }) => Date.parse(at) >= first);
};
