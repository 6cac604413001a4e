import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openFile } from '../../../verifier/file.ts';
import { FINE, type Command, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';

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

const inWords = ({ seq, at, type, enrollment, step, actor, data }: Shown): string =>
  [seq, at, type, enrollment ?? '-', step ?? '-', actor, JSON.stringify(data)].join('  ');

/** Writes a list piece by piece, so that a large journal needs no more memory than a small one. */
const writeAll = (entries: Iterable<Shown>, json: boolean, { out }: Output): void => {
  if (json) out('[');
  let first = true;
  for (const entry of entries) {
    if (json) out(`${first ? '' : ','}\n${JSON.stringify(entry)}`);
    else out(`${inWords(entry)}\n`);
    first = false;
  }
  if (json) out('\n]\n');
};

function* chosen(
  rows: Iterable<{ readonly bytes: Uint8Array }>,
  enrollment: string | undefined,
): Generator<Shown> {
  for (const { bytes } of rows) {
    const entry = shown.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (enrollment === undefined || entry.enrollment === enrollment) yield entry;
  }
}

interface Asked {
  readonly file: string;
  readonly enrollment: string | undefined;
  readonly json: boolean;
}

const readArgs = (args: readonly string[]): Asked => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { enrollment: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new UsageError('one FILE is needed');
    return { file, enrollment: values.enrollment, json: values.json };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), error);
  }
};

const showJournal = ({ file, enrollment, json }: Asked, output: Output): void => {
  if (!existsSync(file)) throw new UsageError(`${file} is not there`);
  const { source, close } = openFile(file);
  try {
    writeAll(chosen(source.entries, enrollment), json, output);
  } finally {
    close();
  }
};

/** Writes the entries of a journal in order, without the personal values beside them and without verifying them. */
export const journalShow: Command = {
  name: 'journal show',
  usage: 'FILE [--enrollment ID] [--json]',
  run: ({ args, output }) => {
    showJournal(readArgs(args), output);
    return Promise.resolve(FINE);
  },
};
