import { migrate, VERSION } from '../../ledger/index.ts';
import { FINE, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readOptions, withLedger } from './admin.ts';

const MOST_PARTITIONS = 1_024;

/** `tapdesk ledger migrate`: makes the ledger's tables, or brings them to this version. */
export const ledgerMigrate: Command = {
  name: 'ledger migrate',
  usage: [
    '--admin FILE [--partitions N] [--json]',
    'Makes the tables of the ledger, or brings them to the version of this program, as the role in FILE.',
    '--partitions divides the entries by station, when they are first made.',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const options = readOptions(args, [], ['partitions']);
    const partitions = Number(options['partitions'] ?? 0);
    if (!Number.isInteger(partitions) || partitions < 0 || partitions > MOST_PARTITIONS)
      throw new UsageError(`--partitions takes a whole number from 0 to ${MOST_PARTITIONS}`);
    const applied = await withLedger(options.admin, (client) => migrate(client, { partitions }));
    const text = applied.length === 0 ? `is at version ${VERSION} already` : `is at version ${VERSION} now`;
    output.out(json ? `${JSON.stringify({ version: VERSION, applied })}\n` : `The ledger ${text}.\n`);
    return FINE;
  },
};
