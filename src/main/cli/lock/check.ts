import nodeFs, { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { linuxLock, type LockCheck, type Machine } from '../../lock/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';

const orNull = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    // What cannot be read is not as wanted; the check says so.
    return null;
  }
};

/** In Electron an archive looks like a folder of its own making, but for this module, which has the shape of Node's. */
const { statSync } =
  'electron' in process.versions
    ? (createRequire(import.meta.url)('original-fs') as Pick<typeof nodeFs, 'statSync'>)
    : nodeFs;

const thisMachine: Machine = {
  read: (file) => orNull(() => readFileSync(file, 'utf8')),
  rightsOf: (file) =>
    orNull(() => {
      const { uid, mode } = statSync(file);
      return { ownerId: uid, mode };
    }),
};

const lineOf = ({ id, wanted, fine, found }: ReturnType<typeof resultOf>): string =>
  fine ? `  ok   ${id}: ${wanted}\n` : `  NO   ${id}: ${wanted}\n       found: ${found}\n`;

const resultOf = (check: LockCheck, machine: Machine) => ({
  id: check.id,
  of: check.of,
  wanted: check.wanted,
  ...check.look(machine),
});

/** `tapdesk lock check`: whether the operating system's lock is there and in force. */
export const lockCheck: Command = {
  name: 'lock check',
  usage:
    '[--installed] [--json]\n' +
    "Looks whether the operating system's lock is there and in force, on Linux. --installed: what the package put there.\n" +
    'Exit status 0: all of it. 1: something is missing.',
  run: ({ args, json, output }) => {
    const unknown = args.find((word) => word !== '--json' && word !== '--installed');
    if (unknown !== undefined) throw new UsageError(`lock check: there is no option ${unknown}`);
    if (process.platform !== 'linux')
      throw new UsageError('lock check: on Windows run lock.ps1 check (docs/lock-windows.md)');
    const wanted = linuxLock.filter(({ of }) => of === 'installed' || !args.includes('--installed'));
    const checks = wanted.map((check) => resultOf(check, thisMachine));
    const fine = checks.every((check) => check.fine);
    output.out(json ? `${JSON.stringify({ fine, checks }, null, 2)}\n` : checks.map(lineOf).join(''));
    return Promise.resolve(fine ? FINE : FOUND);
  },
};
