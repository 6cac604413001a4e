import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { watch, type Finding } from '../../monitoring/index.ts';
import { FINE, FOUND, type Command, type Output } from '../command.ts';
import { verified } from '../journal/verified.ts';
import { readingAs } from '../posture/read-posture.ts';
import { UsageError } from '../usage-error.ts';
import { readEntries } from './read-entries.ts';
import { readWatch } from './read-watch.ts';
import { inWords } from './sentences.ts';

const DAY_MS = 86_400_000;
/** Source: facts about reports: a tenant keeps its logs for 30 days at most. */
const MOST_DAYS = 30;

interface Asked {
  readonly files: readonly string[];
  readonly days: number;
}

const readArgs = (args: readonly string[]): Asked => {
  let parsed: { readonly values: { readonly days: string }; readonly positionals: readonly string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { days: { type: 'string', default: '7' }, json: { type: 'boolean' } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), error);
  }
  const days = Number(parsed.values.days);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new UsageError(`--days takes a whole number from 1 to ${MOST_DAYS}`);
  }
  const missing = parsed.positionals.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing} is not there`);
  return { files: parsed.positionals, days };
};

/** Journals that do not verify: what they say is no evidence, so nothing is concluded from them. */
const unsound = (files: readonly string[]): readonly string[] => files.filter((file) => !verified(file).ok);

const print = (findings: readonly Finding[], json: boolean, { out }: Output): void => {
  const found = findings.filter(({ state }) => state === 'found').length;
  if (json) out(`${JSON.stringify({ found, findings }, null, 2)}\n`);
  else out(`${findings.map(inWords).join('')}${found} found, ${findings.length - found} not sure\n`);
};

/** `tapdesk alerts`: what the tenant's logs and the desks' journals show together. */
export const alerts: Command = {
  name: 'alerts',
  usage: [
    '[JOURNAL …] [--days N] [--json]',
    "Reads the tenant's audit and sign-in logs of the last N days (7), holds them against the journals or exports",
    'of all its desks, and names what somebody should look at. Needs read permissions alone.',
    'Exit status 0: nothing was found, and everything could be told. 1: something was, or could not.',
  ].join('\n'),
  run: async ({ args, json, output, now, openTenant }) => {
    const { files, days } = readArgs(args);
    const bad = unsound(files);
    if (bad.length > 0) {
      output.error(`${bad.join(', ')}: does not verify; "journal verify" names what is wrong\n`);
      return FOUND;
    }
    const since = new Date(now() - days * DAY_MS).toISOString();
    const entries = files
      .flatMap((file) => readEntries(file, since))
      .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const tenant = await openTenant(readingAs);
    const findings = watch(await readWatch(tenant, { since, entries }));
    print(findings, json, output);
    return findings.some(({ state }) => state !== 'pending') ? FOUND : FINE;
  },
};
