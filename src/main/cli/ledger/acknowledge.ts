import { alertReasons, idOfFinding } from '../../alerts/index.ts';
import { acknowledgeFinding, storedFindings } from '../../ledger/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readOptions, withLedger } from './admin.ts';

/** `tapdesk ledger acknowledge`: somebody says why a finding may rest. */
export const ledgerAcknowledge: Command = {
  name: 'ledger acknowledge',
  usage: [
    `--admin FILE --finding ID --reason ${alertReasons.join('|')} --by WHO [--json]`,
    'Somebody who may administer the ledger says why a finding may rest; "ledger status" names the ids. The alert about',
    'it ends with the next "ledger audit --dir". Exit status 1: it rests already.',
  ].join('\n'),
  run: async ({ args, json, output, now }) => {
    const { admin, finding: id, reason, by } = readOptions(args, ['finding', 'reason', 'by']);
    if (!alertReasons.some((one) => one === reason))
      throw new UsageError(`--reason is one of ${alertReasons.join(', ')}`);
    const done = await withLedger(admin, async (client) => {
      const found = (await storedFindings(client)).find((one) => idOfFinding(one) === id);
      if (found === undefined)
        throw new UsageError(`there is no finding ${id}; "ledger status" names those that stand`);
      return acknowledgeFinding(client, found, { by, reason, at: new Date(now()).toISOString() });
    });
    const text = done ? `${id} is acknowledged.` : `${id} was acknowledged already.`;
    output.out(json ? `${JSON.stringify({ id, acknowledged: done })}\n` : `${text}\n`);
    return done ? FINE : FOUND;
  },
};
