import path from 'node:path';
import { existsSync } from 'node:fs';
import { replaceFile } from '../../journal/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Output } from '../command.ts';
import { readAsked } from './asked.ts';

const rotate = (args: readonly string[], { out }: Output): ExitStatus => {
  const { file, flag } = readAsked(args, { values: [] });
  const name = path.basename(file).startsWith('journal-simulated') ? 'station-key-simulated' : 'station-key';
  const key = path.join(path.dirname(file), name);
  const there = existsSync(key);
  if (there) replaceFile(`${key}.rotate`, '');
  const words = there
    ? 'the desk makes a new key when it is started next, and the old one gives its word for it'
    : `there is no ${name} beside the journal: the desk makes one when it is started next`;
  out(flag('json') ? `${JSON.stringify({ asked: there })}\n` : `${words}\n`);
  return there ? FINE : FOUND;
};

/** Asks the desk for a new key at its next start. */
export const journalRotateKey: Command = {
  name: 'journal rotate-key',
  usage: 'FILE [--json]\n  FILE          the journal that the desk writes',
  run: ({ args, output }) => Promise.resolve(rotate(args, output)),
};
