import { parseArgs } from 'node:util';
import { z } from 'zod';
import { variantNamed, variants, type Variant } from './tenant/variants/index.ts';

const whole = (name: string, most: number) =>
  z.coerce
    .number({ error: `--${name} must be a whole number` })
    .int(`--${name} must be a whole number`)
    .min(0, `--${name} must not be negative`)
    .max(most, `--${name} must be at most ${most}`);

const variantList = variants.map((one) => one.name).join(', ');

const variant = z
  .string()
  .default('healthy')
  .transform((name, context): Variant => {
    const found = variantNamed(name);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: `--variant must be one of ${variantList}` });
    return z.NEVER;
  });

const shape = z.object({
  port: whole('port', 65_535).default(0),
  latency: whole('latency', 60_000).default(0),
  users: whole('users', 100_000).default(0),
  policies: whole('policies', 10_000).default(0),
  crowd: z.string().default('Staff'),
  propagation: whole('propagation', 3_600_000).default(0),
  'method-delay': whole('method-delay', 3_600_000).default(0),
  'log-delay': whole('log-delay', 86_400_000).default(5_000),
  faults: z.string().optional(),
  record: z.string().optional(),
  variant,
  throttle: z.enum(['on', 'off'], { error: '--throttle must be on or off' }).default('off'),
  reader: z.enum(['on', 'off'], { error: '--reader must be on or off' }).default('off'),
  'until-stdin-closes': z.boolean().default(false),
});

const named = variants.map(({ name, about }) => `      ${name.padEnd(30)} ${about}`).join('\n');

/** What the command line says; durations in milliseconds. */
export type Options = z.infer<typeof shape>;

export const usage = `Usage: main.ts [options]
  --port P              port on loopback; 0 takes a free one (default 0)
  --latency MS          delay before each answer of Graph (default 0)
  --users N             generated people besides the cast (default 0)
  --policies N          generated Conditional Access policies, switched off, besides its own (default 0)
  --crowd GROUP         which group the generated people are in (default Staff)
  --propagation MS      how long memberships and passes take to become effective (default 0)
  --method-delay MS     how long a new method takes until Graph lists it (default 0)
  --log-delay MS        how long sign-in and audit entries take to appear (default 5000)
  --faults FILE         JSON array of faults
  --record FILE         writes each Graph exchange as a JSON line, secrets masked
  --variant NAME        the tenant's state, healthy or with one fault (default healthy):
${named}
  --throttle on|off     Graph's limits: methods and logs 5 requests in 10 s, Conditional Access
                        1 in a second (default off)
  --reader on|off       gives the application that reads by itself a certificate, told in the first line (default off)
  --until-stdin-closes  ends when standard input closes`;

/** Reads the command line. A failure's message says which option and what is expected. */
export function readOptions(
  args: readonly string[],
): { readonly ok: true; readonly options: Options } | { readonly ok: false; readonly message: string } {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        port: text,
        latency: text,
        users: text,
        policies: text,
        crowd: text,
        propagation: text,
        'method-delay': text,
        'log-delay': text,
        faults: text,
        record: text,
        variant: text,
        throttle: text,
        reader: text,
        'until-stdin-closes': { type: 'boolean' },
      },
    });
    const parsed = shape.safeParse(values);
    if (parsed.success) return { ok: true, options: parsed.data };
    return { ok: false, message: parsed.error.issues.map((issue) => issue.message).join('\n') };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'The options cannot be read.' };
  }
}
