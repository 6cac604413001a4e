import { existsSync } from 'node:fs';
import { z } from 'zod';
import { textOf } from '../../../verifier/canonical.ts';
import { openFile } from '../../../verifier/file.ts';
import type { EntryRow } from '../../../verifier/report.ts';
import { FINE, FOUND, type Command, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { wordsAndOptions } from '../words.ts';

const shown = z.looseObject({
  seq: z.number(),
  at: z.string(),
  type: z.string(),
  enrollment: z.string().nullable(),
  step: z.string().nullable(),
  actor: z.string(),
  data: z.record(z.string(), z.unknown()),
});
type Shown = z.infer<typeof shown>;

const inWords = (entry: Shown | Unreadable): string => {
  if ('error' in entry) return `${String(entry.seq)}  ${String(entry.error)}`;
  const { seq, at, type, enrollment, step, actor, data } = entry;
  return [seq, at, type, enrollment ?? '-', step ?? '-', actor, JSON.stringify(data)].join('  ');
};

/**
 * Writes a list piece by piece, so that a large journal needs no more memory than a small one.
 *
 * @returns whether every entry could be read
 */
const writeAll = (entries: Iterable<Shown | Unreadable>, json: boolean, { out }: Output): boolean => {
  let [first, whole] = [true, true];
  if (json) out('[');
  for (const entry of entries) {
    if ('error' in entry) whole = false;
    if (json) out(`${first ? '' : ','}\n${JSON.stringify(entry)}`);
    else out(`${inWords(entry)}\n`);
    first = false;
  }
  if (json) out('\n]\n');
  return whole;
};

/** An entry that is none any more, in its place. */
interface Unreadable {
  readonly seq: number;
  readonly error: string;
}

const entryOf = ({ seq, bytes }: EntryRow): Shown | Unreadable => {
  try {
    const text = typeof bytes === 'string' ? bytes : textOf(bytes);
    return shown.parse(JSON.parse(text ?? ''));
  } catch {
    return { seq, error: 'this is not an entry any more' };
  }
};

const isChosen = (entry: Shown | Unreadable, enrollment: string | undefined): boolean =>
  enrollment === undefined || 'error' in entry || entry.enrollment === enrollment;

/** The entries asked for, and what cannot be read among them; a file that cannot be read on ends with that. */
function* chosen(rows: Iterable<EntryRow>, enrollment: string | undefined): Generator<Shown | Unreadable> {
  let last = 0;
  try {
    for (const row of rows) {
      last = row.seq;
      const entry = entryOf(row);
      if (isChosen(entry, enrollment)) yield entry;
    }
  } catch (error) {
    yield { seq: last + 1, error: `the file cannot be read on: ${String(error)}` };
  }
}

interface Asked {
  readonly file: string;
  readonly enrollment: string | undefined;
  readonly json: boolean;
}

const readArgs = (args: readonly string[]): Asked => {
  const { values, positionals } = wordsAndOptions(args, {
    enrollment: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError('one FILE is needed');
  return { file, enrollment: values.enrollment, json: values.json };
};

const showJournal = ({ file, enrollment, json }: Asked, output: Output): boolean => {
  if (!existsSync(file)) throw new UsageError(`${file} is not there`);
  const { source, close } = openFile(file);
  try {
    return writeAll(chosen(source.entries, enrollment), json, output);
  } finally {
    close();
  }
};

/**
 * Writes the entries of a journal in order, without the personal values beside them and without verifying them. What
 * is no entry any more is named in its place, and makes the status 1.
 */
export const journalShow: Command = {
  name: 'journal show',
  usage: 'FILE [--enrollment ID] [--json]',
  run: ({ args, output }) => {
    return Promise.resolve(showJournal(readArgs(args), output) ? FINE : FOUND);
  },
};
