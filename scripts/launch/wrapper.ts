import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { asAccount, type Account } from './account.ts';

/** What of the starter's environment reaches Electron: nothing that could hold root's secrets or change Node. */
const PASSED = [
  'LANG',
  'LANGUAGE',
  'LC_ALL',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_ENABLE_STACK_DUMPING',
  // Where the card service of a test listens.
  'PCSCLITE_CSOCK_NAME',
];

const quoted = (value: string): string => `'${value.replaceAll("'", `'\\''`)}'`;

interface WrapperOptions {
  readonly account: Account;
  /** Electron's path, after what it may be started by. */
  readonly command: readonly string[];
  /** Belongs to root, and the ordinary user can read it. */
  readonly runFolder: string;
  /** Belongs to the ordinary user. */
  readonly home: string;
  /** Variables of the display. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A program that becomes the ordinary user, with a home folder and an environment of its own, and then Electron.
 * It stays one process, so killing it leaves nothing behind.
 * @returns its path: give it to whatever would have started Electron
 */
export const writeWrapper = ({ account, command, runFolder, home, env }: WrapperOptions): string => {
  const fixed = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    USER: account.name,
    LOGNAME: account.name,
    XDG_RUNTIME_DIR: path.join(home, 'runtime'),
    ...env,
  };
  const variables = [
    ...Object.entries(fixed).map(([name, value]) => quoted(`${name}=${value}`)),
    ...PASSED.map((name) => `\${${name}:+"${name}=$${name}"}`),
  ];
  const script = [
    '#!/bin/sh',
    `cd ${quoted(home)} || exit 1`,
    `exec env -i ${variables.join(' ')} setpriv ${asAccount(account).join(' ')} ${command.map(quoted).join(' ')} "$@"`,
    '',
  ].join('\n');
  return writeProgram(runFolder, script);
};

/** A program that starts the command with its own arguments. @returns its path */
export const writeStarter = (runFolder: string, command: readonly string[]): string =>
  writeProgram(runFolder, `#!/bin/sh\nexec ${command.map(quoted).join(' ')} "$@"\n`);

const writeProgram = (runFolder: string, script: string): string => {
  const file = path.join(runFolder, 'electron');
  writeFileSync(file, script);
  chmodSync(file, 0o755);
  return file;
};
