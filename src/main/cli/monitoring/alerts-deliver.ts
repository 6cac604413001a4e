import { deliverDue } from '../../alerts/index.ts';
import { readConfig } from '../../config/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { wordsOf } from '../words.ts';
import { UsageError } from '../usage-error.ts';
import { channelsOf, withOutbox } from './outbox.ts';
import { roundInWords } from './sentences.ts';

/** `tapdesk alerts deliver`: sends what is due, without looking for anything new. */
export const alertsDeliver: Command = {
  name: 'alerts deliver',
  usage: [
    '[--dir DIR] [--json]',
    'Sends what is due to every receiver of the configuration. Reads nothing of the tenant.',
    'Exit status 0: nothing is left that is due. 1: a receiver did not take it; it is tried again.',
  ].join('\n'),
  run: async (invocation) => {
    const { dir } = wordsOf(invocation.args, { dir: { type: 'string' }, json: { type: 'boolean' } });
    const { configFiles, now, output, json } = invocation;
    if (configFiles.length === 0) throw new UsageError('say where alerts go: --config FILE');
    const channels = channelsOf(readConfig(...configFiles));
    const rounds = await withOutbox(dir ?? null, invocation, (outbox) => {
      outbox.raise(
        [],
        channels.map(({ name }) => name),
        now(),
      );
      return deliverDue({ outbox, channels, now, random: Math.random });
    });
    output.out(json ? `${JSON.stringify({ rounds }, null, 2)}\n` : rounds.map(roundInWords).join(''));
    return rounds.every(({ error }) => error === null) ? FINE : FOUND;
  },
};
