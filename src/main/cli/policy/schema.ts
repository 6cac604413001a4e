import { z } from 'zod';
import { configSchema } from '../../config/index.ts';
import { FINE, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { factsFile } from './facts-file.ts';

const schemas = { configuration: configSchema, facts: factsFile } as const;

/** As it may be written: what has a default may be left out. Rules between settings have no form in JSON Schema. */
const published = (schema: z.ZodType): unknown =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });

/** `tapdesk policy schema`: what configuration and facts files may say. */
export const policySchema: Command = {
  name: 'policy schema',
  usage: '[configuration | facts] [--json]\nPrints the JSON schema of one, or an object with both.',
  run: ({ args, output }) => {
    const [name, ...more] = args.filter((word) => word !== '--json');
    if (more.length > 0 || (name !== undefined && !Object.hasOwn(schemas, name)))
      throw new UsageError(`policy schema: there is ${Object.keys(schemas).join(' and ')}`);
    const all = Object.fromEntries(Object.entries(schemas).map(([key, one]) => [key, published(one)]));
    output.out(`${JSON.stringify(name === undefined ? all : all[name], null, 2)}\n`);
    return Promise.resolve(FINE);
  },
};
