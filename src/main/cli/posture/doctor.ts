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
    'Exit status 0: every check is fine. 1: one is not, or could not be read.',
  run: async ({ args, json, output, openTenant }) => {
    const { only } = readArgs(args);
    const tenant = await openTenant(readingAs);
    const { reading, settings } = await readPosture(tenant);
    const results = gated(runChecks(reading, settings, only ?? undefined), tenant.config.posture);
    const fine = results.every(isFine);
    output.out(
      json
        ? `${JSON.stringify({ fine, at: new Date(reading.at).toISOString(), checks: results.map(withSentence) }, null, 2)}\n`
        : grid(results),
    );
    return fine ? FINE : FOUND;
  },
};
