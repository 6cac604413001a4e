import type { StoredAlert } from '../../alerts/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { wordsOf } from '../words.ts';
import { withOutbox } from './outbox.ts';
import { alertInWords } from './sentences.ts';

const standing = ({ end }: StoredAlert): boolean => end === null;

/** `tapdesk alerts list`: what stands, and with `--all` how the others ended. */
export const alertsList: Command = {
  name: 'alerts list',
  usage: [
    '[--all] [--dir DIR] [--json]',
    'Lists the alerts that stand in DIR or in dataFolder, and how far each is on its way. --all: those that ended too.',
    'Exit status 0: none stands. 1: some do.',
  ].join('\n'),
  run: async (invocation) => {
    const { all, dir } = wordsOf(invocation.args, {
      all: { type: 'boolean' },
      dir: { type: 'string' },
      json: { type: 'boolean' },
    });
    const { out } = invocation.output;
    const listed = await withOutbox(dir ?? null, invocation, (outbox) =>
      outbox.list(all === true ? 'all' : 'standing'),
    );
    const count = listed.filter(standing).length;
    if (invocation.json) out(`${JSON.stringify({ standing: count, alerts: listed }, null, 2)}\n`);
    else out(`${listed.map(alertInWords).join('')}${count} stand\n`);
    return count === 0 ? FINE : FOUND;
  },
};
