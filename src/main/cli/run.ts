import { ConfigError } from '../config/index.ts';
import { CANNOT_RUN, type Command, type ExitStatus, type Output } from './command.ts';
import { commands } from './commands.ts';
import { createOpenTenant } from './tenant/open-tenant.ts';
import { UsageError } from './usage-error.ts';

/** What the command line is handed from outside. */
export interface CliWorld extends Output {
  /** The simulated tenant's program; null where it is not installed. */
  readonly simulatorProgram: string | null;
  /** The files of an installed desk, for commands that are told of none; empty in a checkout. */
  readonly installedConfigFiles: readonly string[];
  readonly clock: { readonly now: () => number; readonly monotonicMs: () => number };
}

/** What stands before the command: which tenant it is for. */
interface Before {
  /** The variant of `--simulated[=VARIANT]`; null when a simulated tenant was not asked for. */
  readonly simulated: string | null;
  /** The machine's configuration before the site's; empty without `--config`. */
  readonly configFiles: readonly string[];
  readonly rest: readonly string[];
}

const readBefore = (argv: readonly string[]): Before => {
  let before: Before = { simulated: null, configFiles: [], rest: argv };
  for (let word = before.rest[0]; word?.startsWith('--') === true; word = before.rest[0]) {
    const [name, value] = word.split('=', 2);
    if (name === '--simulated') {
      before = { ...before, simulated: value ?? 'healthy', rest: before.rest.slice(1) };
    } else if (name === '--config') {
      const file = value ?? before.rest[1];
      if (file === undefined) throw new UsageError('--config needs a FILE');
      before = {
        ...before,
        configFiles: [...before.configFiles, file],
        rest: before.rest.slice(value === undefined ? 2 : 1),
      };
    } else throw new UsageError(`there is no option ${word} before a command`);
  }
  return before;
};

const usage = (): string =>
  [
    'usage: tapdesk [--simulated[=VARIANT] | --config FILE [--config FILE]] COMMAND [--json]',
    ...commands.map((one) => `  ${one.name} ${one.usage.split('\n').join('\n    ')}`),
    '',
  ].join('\n');

const commandIn = (
  words: readonly string[],
): { readonly command: Command; readonly args: readonly string[] } => {
  const command = commands.find((one) => one.name.split(' ').every((word, index) => words[index] === word));
  if (command === undefined) {
    const asked = words.slice(0, 2).join(' ');
    throw new UsageError(asked === '' ? 'say which command' : `there is no command ${asked}`);
  }
  return { command, args: words.slice(command.name.split(' ').length) };
};

const explain = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\n\n${usage()}`;
  if (error instanceof ConfigError) return `${error.message}\n`;
  return `${error instanceof Error ? error.message : String(error)}\n`;
};

/**
 * Runs one command.
 *
 * @param argv the words after the program's name
 * @returns the exit status; nothing is thrown
 */
export const runCli = async (argv: readonly string[], world: CliWorld): Promise<ExitStatus> => {
  const closing: (() => Promise<void>)[] = [];
  try {
    const { simulated, configFiles: named, rest } = readBefore(argv);
    const configFiles = named.length === 0 ? world.installedConfigFiles : named;
    const { command, args } = commandIn(rest);
    const openTenant = createOpenTenant({ ...world, simulated, configFiles });
    return await command.run({
      args,
      json: args.includes('--json'),
      output: world,
      now: world.clock.now,
      configFiles,
      openTenant: async (as) => {
        const tenant = await openTenant(as);
        closing.push(tenant.close);
        return tenant;
      },
    });
  } catch (error) {
    world.error(explain(error));
    return CANNOT_RUN;
  } finally {
    for (const close of closing.reverse()) await close();
  }
};
