import { readObject, textOf } from './canonical.ts';
import { hashOf } from './entry.ts';
import { linesOf } from './lines.ts';
import type { CheckpointRow, EntryRow, PersonalRow } from './report.ts';
import type { ExportFrame, Source } from './walk.ts';

const FORMAT = 'tapdesk-journal-export';
const HEADER = ['epoch', 'format', 'key', 'station', 'v'];
const END = ['checkpoints', 'entries', 'head'];

/** What each kind of line begins with. */
const beginnings = { entry: '{"actor"', end: '{"checkpoints"', checkpoint: 'ey', personal: '[' } as const;

/** Byte by byte, since every line is asked several times. */
const begins = (line: Buffer, beginning: string): boolean => {
  if (line.length < beginning.length) return false;
  for (let at = 0; at < beginning.length; at += 1) if (line[at] !== beginning.charCodeAt(at)) return false;
  return true;
};

/** Reads the lines from the beginning. */
type Lines = () => Iterable<Buffer>;

interface Numbered {
  /** How many entries there are up to here. */
  readonly seq: number;
  readonly line: Buffer;
}

/** The lines of one kind, each with the number of the entry that it is or that it follows. */
function* linesOfKind(lines: Lines, kind: keyof typeof beginnings): Generator<Numbered> {
  let seq = 0;
  for (const line of lines()) {
    if (begins(line, beginnings.entry)) seq += 1;
    if (begins(line, beginnings[kind])) yield { seq, line };
  }
}

function* entries(lines: Lines): Generator<EntryRow> {
  for (const { seq, line } of linesOfKind(lines, 'entry')) {
    const bytes = textOf(line) ?? line;
    yield { seq, hash: hashOf(bytes), bytes };
  }
}

function* checkpoints(lines: Lines): Generator<CheckpointRow> {
  for (const { seq, line } of linesOfKind(lines, 'checkpoint')) yield { seq, jws: line.toString('latin1') };
}

const isText = (value: unknown): value is string => typeof value === 'string';

const personalIn = (line: Buffer): readonly string[] => {
  const value: unknown = JSON.parse(textOf(line) ?? '');
  return Array.isArray(value) ? value.filter(isText) : [];
};

function* personal(lines: Lines): Generator<PersonalRow> {
  for (const { seq, line } of linesOfKind(lines, 'personal')) {
    const [name, salt, value, ...more] = personalIn(line);
    if (name === undefined || salt === undefined || value === undefined || more.length > 0) {
      throw new TypeError(`a value after entry ${seq} is none of this format`);
    }
    yield { seq, name, salt, value: Buffer.from(value) };
  }
}

/** The last line, where it is the end of an export and nothing else is. */
const endOf = (lines: Lines): ReturnType<ExportFrame['end']> => {
  let ends = 0;
  let last: Buffer | null = null;
  let foreign = 0;
  let first = true;
  for (const line of lines()) {
    const known = Object.values(beginnings).some((beginning) => begins(line, beginning));
    if (!known && !first) foreign += 1;
    first = false;
    if (begins(line, beginnings.end)) ends += 1;
    last = Buffer.from(line);
  }
  const end = last === null || ends !== 1 || foreign > 0 ? null : readObject(last, END);
  return end === null
    ? null
    : { entries: end['entries'], checkpoints: end['checkpoints'], head: end['head'] };
};

/**
 * Takes lines for an export: a header, the entries one a line, after each what belongs to it, and an end.
 *
 * @throws Error when they do not begin as one
 */
export const exportIn = (lines: Lines): Source => {
  const [first] = lines();
  const header = first === undefined ? null : readObject(first, HEADER);
  if (header?.['format'] !== FORMAT || header['v'] !== 1)
    throw new Error('it is not an export of this format');
  return {
    entries: entries(lines),
    personal: personal(lines),
    checkpoints: checkpoints(lines),
    frame: {
      header: { station: header['station'], epoch: header['epoch'], key: header['key'] },
      end: () => endOf(lines),
    },
  };
};

/** Opens the export in a file. @throws Error as `exportIn` */
export const openExport = (file: string): Source => exportIn(() => linesOf(file));
