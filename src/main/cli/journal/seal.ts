import { filesOf, lookInto, replaceFile } from '../../journal/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Output } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readAsked } from './asked.ts';

/** Why an epoch cannot be sealed now, in words; null when it can. */
const obstacle = (file: string): string | null => {
  const { entries, sealed, openEnrollments } = lookInto(file);
  if (sealed) throw new UsageError(`${file} is sealed already`);
  if (entries === 0) return 'there is nothing in it to be sealed';
  return openEnrollments.length === 0
    ? null
    : `${openEnrollments.length} enrollments stand open: start the desk, sign in and let it settle them first`;
};

const seal = (args: readonly string[], { out }: Output): ExitStatus => {
  const { file, flag } = readAsked(args, { values: [] });
  const against = obstacle(file);
  const request = filesOf(file).sealRequest;
  if (against === null) replaceFile(request, '{}\n');
  const answer = { asked: against === null, request: against === null ? request : null, obstacle: against };
  const words = against ?? 'the epoch is sealed when the desk is started next: only the desk has the key';
  out(flag('json') ? `${JSON.stringify(answer)}\n` : `${words}\n`);
  return against === null ? FINE : FOUND;
};

/** Asks the desk to seal the epoch at its next start. */
export const journalSeal: Command = {
  name: 'journal seal',
  usage: 'FILE [--json]\n  FILE          the journal that the desk writes',
  run: ({ args, output }) => Promise.resolve(seal(args, output)),
};
