import { writeFile } from 'node:fs/promises';
import { journeyNames, walkJourney, type JourneyName } from '../../posture/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readingAs, readPosture } from './read-posture.ts';
import { linesOf } from './journey-lines.ts';
import { pictureOf } from './journey-picture.ts';

interface Asked {
  readonly names: readonly JourneyName[];
  readonly out: string | null;
}

const readArgs = (args: readonly string[]): Asked => {
  let asked: Asked = { names: journeyNames, out: null };
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    if (word === '--json') continue;
    if (word === '--out') {
      const out = args[index + 1];
      if (out === undefined) throw new UsageError('--out needs a FILE');
      asked = { ...asked, out };
      index += 1;
      continue;
    }
    const name = journeyNames.find((one) => one === word);
    if (name === undefined)
      throw new UsageError(`there is no journey ${word}; it is one of ${journeyNames.join(', ')}`);
    asked = { ...asked, names: [name] };
  }
  return asked;
};

/** Who of the journeys joins which of the desk's groups. */
const scenarios = {
  'new-hire': 'new-hire',
  'remote-worker': 'lost-phone',
  'locked-out': 'lost-phone',
} as const;

/** `tapdesk doctor journey`: whether people of three kinds get through Conditional Access as it stands. */
export const doctorJourney: Command = {
  name: 'doctor journey',
  usage:
    `[${journeyNames.join('|')}] [--out FILE.svg] [--json]\n` +
    'Walks a person through Conditional Access: with the pass, registering, and the first sign-in afterwards.\n' +
    'Exit status 0: everybody gets through. 1: somebody does not.',
  run: async ({ args, json, output, openTenant }) => {
    const { names, out } = readArgs(args);
    const tenant = await openTenant(readingAs);
    const { access, groups } = (await readPosture(tenant)).reading.tenant;
    if (!access.known) throw new UsageError(`Conditional Access cannot be read: ${access.need.permission}`);
    if (!groups.known) throw new UsageError(`the groups cannot be read: ${groups.need.permission}`);
    const journeys = names.map((name) => {
      const group = tenant.config.groups[scenarios[name]];
      // A group that is missing has nobody in it, and no policy names it.
      const id = groups.value.find(({ displayName }) => displayName === group)?.id ?? group;
      return walkJourney(name, id, access.value);
    });
    if (out !== null) await writeFile(out, pictureOf(journeys));
    const text = journeys.flatMap(linesOf).join('\n');
    output.out(`${json ? JSON.stringify({ journeys }, null, 2) : text}\n`);
    return journeys.every(({ breaksAt }) => breaksAt === null) ? FINE : FOUND;
  },
};
