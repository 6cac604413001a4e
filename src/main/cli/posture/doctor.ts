import {
  checkIds,
  checkSentences,
  gated,
  runChecks,
  type CheckId,
  type Result,
} from '../../posture/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { grid } from './grid.ts';
import { doctorPerson } from './person.ts';
import { readingAs, readPosture } from './read-posture.ts';

interface Asked {
  readonly only: CheckId | null;
}

const checkIdOf = (text: string | undefined): CheckId => {
  const found = checkIds.find((id) => id === text);
  if (found === undefined)
    throw new UsageError(`--only: there is no check ${text ?? ''}; it is one of ${checkIds.join(', ')}`);
  return found;
};

const readArgs = (args: readonly string[]): Asked => {
  let only: CheckId | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index];
    if (word === '--json') continue;
    if (word !== '--only') throw new UsageError(`doctor: there is no option ${word ?? ''}`);
    only = checkIdOf(args[index + 1]);
    index += 1;
  }
  return { only };
};

const withSentence = (result: Result) => ({ sentence: checkSentences[result.id], ...result });
const isFine = ({ state }: Result): boolean => state === 'fine';

/** `tapdesk doctor`: whether tenant and station are fit to issue passes. */
export const doctor: Command = {
  name: 'doctor',
  usage:
    '[--only ID] [--json]\n' +
    'Reads tenant and station once and holds them to the baseline. Needs read permissions alone.\n' +
    'Exit status 0: every check is fine. 1: one is not, or could not be read.\n' +
    '--user UPN [--scenario new-hire|lost-phone|re-registration|privileged] [--address IP] [--platform NAME]\n' +
    '  [--away] [--unmanaged] [--out FILE.svg] [--json]\n' +
    'Instead of the checks: how one person gets through Conditional Access, with the pass, registering, and at the\n' +
    'first sign-in afterwards, by own evaluation and by Graph’s. Exit status 1: they do not, or the two differ.',
  run: async (invocation) => {
    const { args, json, output, openTenant } = invocation;
    if (args.includes('--user')) return doctorPerson(invocation);
    const { only } = readArgs(args);
    const tenant = await openTenant(readingAs);
    const { reading, settings } = await readPosture(tenant);
    const results = gated(runChecks(reading, settings, only ?? undefined), tenant.config.posture);
    const fine = results.every(isFine);
    output.out(
      json
        ? `${JSON.stringify({ fine, at: new Date(reading.at).toISOString(), readBy: tenant.readBy, checks: results.map(withSentence) }, null, 2)}\n`
        : `${grid(results)}Read by ${tenant.readBy}\n`,
    );
    return fine ? FINE : FOUND;
  },
};
