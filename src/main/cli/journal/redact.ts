import { lookInto, removePersonal } from '../../journal/index.ts';
import { FINE, type Command, type ExitStatus, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';

const redact = (args: readonly string[], { out }: Output): ExitStatus => {
  const { file, text, flag } = readAsked(args, { values: ['before'] });
  const before = text('before') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(before) || Number.isNaN(Date.parse(before))) {
    throw new UsageError('--before YYYY-MM-DD is needed');
  }
  // Names the file that is no journal before anything is written to it.
  lookInto(file);
  const removed = removePersonal(file, new Date(before).toISOString());
  out(
    flag('json')
      ? `${JSON.stringify({ removed })}\n`
      : `${removed} personal values removed; the chain holds\n`,
  );
  return FINE;
};

/** Removes the personal values of entries before a day. */
export const journalRedact: Command = {
  name: 'journal redact',
  usage: 'FILE --before YYYY-MM-DD [--json]\n  FILE          a journal, while the desk is closed',
  run: ({ args, output }) => Promise.resolve(redact(args, output)),
};
