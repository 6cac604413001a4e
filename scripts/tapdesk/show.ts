import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Output } from '../../src/verifier/command.ts';
import { openFile } from '../../src/verifier/file.ts';

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

/**
 * Writes the entries of a journal in order, without the personal values beside them and without verifying them.
 *
 * @throws Error when the arguments are wrong or the file is no journal
 */
export const showJournal = (args: readonly string[], output: Output): void => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { enrollment: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new Error('one FILE is needed');
  if (!existsSync(file)) throw new Error(`${file} is not there`);
  const { source, close } = openFile(file);
  try {
    writeAll(chosen(source.entries, values.enrollment), values.json, output);
  } finally {
    close();
  }
};
