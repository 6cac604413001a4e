import { closeSync, existsSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { digestOf, exportLines } from '../../journal/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';
import { verified } from './verified.ts';

/** Lines that are written at once. */
const TOGETHER = 1000;

/** Writes a new file line by line, so that a large export needs no more memory than a small one. */
export const writeLines = (file: string, lines: Iterable<string>): void => {
  const handle = openSync(file, 'wx', 0o600);
  try {
    let waiting: string[] = [];
    const write = (): void => {
      if (waiting.length > 0) writeSync(handle, `${waiting.join('\n')}\n`);
      waiting = [];
    };
    for (const line of lines) {
      if (waiting.push(line) >= TOGETHER) write();
    }
    write();
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

const exportJournal = (args: readonly string[], { out }: Output): ExitStatus => {
  const { file, text, flag } = readAsked(args, { values: ['out'], flags: ['personal'] });
  const target = text('out');
  if (target === undefined) throw new UsageError('--out FILE is needed');
  if (existsSync(target)) throw new UsageError(`${target} is there already`);
  const beside = `${target}.new`;
  if (existsSync(beside)) throw new UsageError(`${beside} is there already, from an export that was cut off`);
  writeLines(beside, exportLines(file, { personal: flag('personal') }));
  renameSync(beside, target);
  const report = verified(target);
  const sha256 = digestOf(target);
  const { epoch, entries, checkpoints, head, sealed, ok } = report;
  const answer = { file: target, sha256, epoch, entries, checkpoints, head, sealed, ok };
  const words = [
    `epoch ${epoch ?? 'none'}${sealed ? ', sealed' : ''}: ${entries} entries, ${checkpoints} good checkpoints`,
    `SHA-256 ${sha256 ?? ''}`,
    ok ? 'the export verifies' : 'the export does not verify: journal verify names what is wrong',
  ].join('\n');
  out(flag('json') ? `${JSON.stringify(answer)}\n` : `${words}\n`);
  return ok ? FINE : FOUND;
};

/** Writes one epoch as one file that can be verified anywhere, and verifies it. */
export const journalExport: Command = {
  name: 'journal export',
  usage: [
    'FILE --out EXPORT [--personal] [--json]',
    '  FILE          a journal, also while the desk writes it',
    '  --personal    with the personal values beside the entries',
  ].join('\n'),
  run: ({ args, output }) => Promise.resolve(exportJournal(args, output)),
};
