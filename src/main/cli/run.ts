import { ConfigError } from '../config/index.ts';
import { JournalError } from '../journal/index.ts';
import type { Ask } from './ask.ts';
import { CANNOT_RUN, type Command, type ExitStatus, type Invocation, type Output } from './command.ts';
import { commands } from './commands.ts';
import { createOpenTenant } from './tenant/open-tenant.ts';
import { UsageError } from './usage-error.ts';

/** What the command line is handed from outside. */
export interface CliWorld extends Output {
  /** The simulated tenant's program; null where it is not installed. */
  readonly simulatorProgram: string | null;
  /** The files of an installed desk, for commands that are told of none; empty in a checkout. */
  readonly installedConfigFiles: readonly string[];
  /** Where an installed desk looks for the site's configuration; null in a checkout. */
  readonly siteFile?: string | null;
  /** Asks the person at the terminal; nobody is there when left out. */
  readonly ask?: Ask;
  readonly clock: { readonly now: () => number; readonly monotonicMs: () => number };
  /** As in a command's invocation; no station's key can be read when left out. */
  readonly stationKey?: Invocation['stationKey'];
}

/** What stands before the command: which tenant it is for. */
interface Before {
  /** The variant of `--simulated[=VARIANT]`; null when a simulated tenant was not asked for. */
  readonly simulated: string | null;
  /** Whether the simulated station has a reading identity. */
  readonly reader: boolean;
  /** The machine's configuration before the site's; empty without `--config`. */
  readonly configFiles: readonly string[];
  readonly rest: readonly string[];
}

/** What one option before the command does, and how many words it takes. */
const takeOption = (before: Before): Before => {
  const [word = '', ...rest] = before.rest;
  const [name, value] = word.split('=', 2);
  if (name === '--simulated') return { ...before, simulated: value ?? 'healthy', rest };
  if (word === '--reader') return { ...before, reader: true, rest };
  if (name !== '--config') throw new UsageError(`there is no option ${word} before a command`);
  const [next, ...further] = rest;
  const file = value ?? next;
  if (file === undefined) throw new UsageError('--config needs a FILE');
  return {
    ...before,
    configFiles: [...before.configFiles, file],
    rest: value === undefined ? further : rest,
  };
};

const readBefore = (argv: readonly string[]): Before => {
  let before: Before = { simulated: null, reader: false, configFiles: [], rest: argv };
  while (before.rest[0]?.startsWith('--') === true) before = takeOption(before);
  if (before.reader && before.simulated === null)
    throw new UsageError(
      '--reader is for --simulated; a real station has tenant.reader in its configuration',
    );
  return before;
};

const usage = (): string =>
  [
    'usage: tapdesk [--simulated[=VARIANT] [--reader] | --config FILE [--config FILE]] COMMAND [--json]',
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

const noKey = (): never => {
  throw new JournalError('station.no-key');
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
    const { simulated, reader, configFiles: named, rest } = readBefore(argv);
    const configFiles = named.length === 0 ? world.installedConfigFiles : named;
    const { command, args } = commandIn(rest);
    const openTenantWith: Invocation['openTenantWith'] = (files) => async (as) => {
      const tenant = await createOpenTenant({ ...world, simulated, reader, configFiles: files })(as);
      closing.push(tenant.close);
      return tenant;
    };
    return await command.run({
      args,
      json: args.includes('--json'),
      output: world,
      now: world.clock.now,
      stationKey: world.stationKey ?? noKey,
      configFiles,
      openTenant: openTenantWith(configFiles),
      openTenantWith,
      ask: world.ask ?? (() => Promise.resolve(null)),
      siteFile: world.siteFile ?? null,
    });
  } catch (error) {
    world.error(explain(error));
    return CANNOT_RUN;
  } finally {
    for (const close of closing.reverse()) await close();
  }
};
