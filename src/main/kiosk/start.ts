import { refuseDangerousSwitches, type CommandLine } from './switches.ts';

/** How this process was started; handed in. */
export interface Start {
  readonly commandLine: CommandLine;
  /** Everything after the program's own name. */
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
}

/** After this word a command of the command line has words of its own. */
const commandLineWord = '--command-line';

/**
 * What an installed program may be started with; whatever else Chromium would take is refused, known to be dangerous or
 * not. The last four are of use where a display or a graphics card needs them.
 */
const known: ReadonlySet<string> = new Set([
  ...['config', 'simulated', 'command-line'],
  ...['ozone-platform', 'force-device-scale-factor', 'touch-events', 'disable-gpu'],
]);

/**
 * Variables that load code into the program, change whom it trusts or write down what it sends. Fuses switch most of
 * them off; here they are also said. What was loaded before this line could hide its variable: against whoever starts
 * programs as the desk's account the system has to help, by a session with an environment of its own.
 */
const hostile = /^(?:NODE_(?!ENV$)|ELECTRON_|SSLKEYLOGFILE$|LD_(?:PRELOAD|AUDIT)$|GTK3?_(?:MODULES|PATH)$)/;

const switchOf = (word: string, platform: NodeJS.Platform): string | null => {
  const prefix = platform === 'win32' ? /^(?:--?|\/)(?=.)/ : /^--?(?=.)/;
  return prefix.test(word) ? (word.replace(prefix, '').split('=')[0] ?? '').toLowerCase() : null;
};

const unknownSwitches = ({ words, platform }: Start): readonly string[] => {
  const end = words.indexOf(commandLineWord);
  return words
    .slice(0, end === -1 ? undefined : end)
    .map((word) => switchOf(word, platform))
    .filter((name) => name !== null)
    .filter((name) => !known.has(name));
};

const hostileVariables = ({ environment }: Start): readonly string[] =>
  Object.keys(environment).filter((name) => hostile.test(name) && environment[name] !== '');

/**
 * What this process was started with that the desk does not run with, one sentence each. The caller says them and ends
 * the process when there is one: nothing has been opened yet at that moment. Pure.
 */
export const refusalsOf = (start: Start): readonly string[] => {
  const { commandLine, isPackaged } = start;
  const switches = new Set([
    ...refuseDangerousSwitches(commandLine, isPackaged),
    ...(isPackaged ? unknownSwitches(start) : []),
  ]);
  const variables = isPackaged ? hostileVariables(start) : [];
  return [
    ...(switches.size === 0
      ? []
      : [`These switches are not allowed: ${[...switches].map((name) => `--${name}`).join(', ')}`]),
    ...(variables.length === 0
      ? []
      : [`These environment variables are not allowed: ${variables.join(', ')}. Unset them.`]),
  ];
};
