import { lookInto, removePersonal } from '../../journal/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';
import { legalHold } from './hold.ts';

const redact = ({ args, output: { out }, configFiles }: Invocation): ExitStatus => {
  const { file, text, flag } = readAsked(args, { values: ['before'] });
  const before = text('before') ?? '';
  if (!/^\d{4}-\d{2}-\d{2}$/.test(before) || Number.isNaN(Date.parse(before))) {
    throw new UsageError('--before YYYY-MM-DD is needed');
  }
  const against = legalHold({ configFiles });
  if (against !== null) {
    out(flag('json') ? `${JSON.stringify({ removed: 0, obstacle: against })}\n` : `${against}\n`);
    return FOUND;
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
  run: (invocation) => Promise.resolve(redact(invocation)),
};
