import { z } from 'zod';
import { messageSchema } from '../../alerts/index.ts';
import { FINE, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';

/** `tapdesk alerts schema`: what a receiver of alerts gets. */
export const alertsSchema: Command = {
  name: 'alerts schema',
  usage: '[--json]\nPrints the JSON schema of the message that webhook and OTLP receivers get.',
  run: ({ args, output }) => {
    if (args.some((word) => word !== '--json')) throw new UsageError('alerts schema takes nothing');
    output.out(`${JSON.stringify(z.toJSONSchema(messageSchema), null, 2)}\n`);
    return Promise.resolve(FINE);
  },
};
