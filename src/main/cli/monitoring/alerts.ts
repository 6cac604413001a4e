import { existsSync } from 'node:fs';
import { createReadTenant } from '../../directory/index.ts';
import { watch, type Finding, type WatchInput } from '../../monitoring/index.ts';
import { readExportState } from '../../retention/index.ts';
import { exportAlerts, lookAndSend, readEntries, readWatch, type Looked } from '../../watching/index.ts';
import { FINE, FOUND, type Command, type ExitStatus, type Invocation } from '../command.ts';
import { verified } from '../journal/verified.ts';
import { readingAs } from '../posture/read-posture.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';
import { UsageError } from '../usage-error.ts';
import { argumentsOf } from './arguments.ts';
import { exportFolderOf } from './export-folder.ts';
import { channelsOf, outboxIn } from './outbox.ts';
import { inWords, roundInWords } from './sentences.ts';

const DAY_MS = 86_400_000;
/** Source: facts about reports: a tenant keeps its logs for 30 days at most. */
const MOST_DAYS = 30;

interface Asked {
  readonly files: readonly string[];
  readonly days: number;
  /** Where the outbox is; null for the configuration's folder. */
  readonly folder: string | null;
}

const readArgs = (args: readonly string[]): Asked => {
  const { positionals, values } = argumentsOf(args, ['days', 'dir']);
  const days = Number(values['days'] ?? '7');
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new UsageError(`--days takes a whole number from 1 to ${MOST_DAYS}`);
  }
  const missing = positionals.find((file) => !existsSync(file));
  if (missing !== undefined) throw new UsageError(`${missing} is not there`);
  return { files: positionals, days, folder: values['dir'] ?? null };
};

/** Journals that do not verify: what they say is no evidence, so nothing is concluded from them. */
const unsound = (files: readonly string[]): readonly string[] => files.filter((file) => !verified(file).ok);

/** Looks, and where there is a place for an outbox puts what was found there and sends what is due. */
const lookIn = async (
  input: WatchInput,
  tenant: OpenTenant,
  { folder, now }: Pick<Asked, 'folder'> & Pick<Invocation, 'now'>,
): Promise<Pick<Looked, 'findings'> & Partial<Looked>> => {
  const place = folder ?? tenant.config.dataFolder;
  if (place === null) return { findings: watch(input) };
  const outbox = outboxIn(place, tenant.simulation !== null);
  try {
    const channels = channelsOf(tenant.config);
    const first = [...input.entries][0];
    const also = exportAlerts(outbox, {
      last: readExportState(exportFolderOf(tenant.config, place)),
      // Nothing of the simulated tenant is worth keeping.
      since: first === undefined || tenant.simulation !== null ? null : Date.parse(first.at),
      retention: tenant.config.retention,
      now: now(),
    });
    return await lookAndSend(input, also, { outbox, channels, now, random: Math.random });
  } finally {
    outbox.close();
  }
};

const textOf = (findings: readonly Finding[], found: number, { fresh, rounds }: Partial<Looked>): string =>
  [
    ...findings.map(inWords),
    `${found} found, ${findings.length - found} not sure\n`,
    ...(fresh === undefined ? [] : [`${fresh.length} alerts are new\n`]),
    ...(rounds ?? []).map(roundInWords),
  ].join('');

const statusOf = ({ findings, rounds = [] }: Pick<Looked, 'findings'> & Partial<Looked>): ExitStatus =>
  findings.every(({ state }) => state === 'pending') && rounds.every(({ error }) => error === null)
    ? FINE
    : FOUND;

/** `tapdesk alerts`: what the tenant's logs and the desks' journals show together. */
export const alerts: Command = {
  name: 'alerts',
  usage: [
    '[JOURNAL …] [--days N] [--dir DIR] [--json]',
    "Reads the tenant's audit and sign-in logs of the last N days (7), holds them against the journals or exports",
    'of all its desks, and names what somebody should look at. Needs read permissions alone. With DIR, or dataFolder,',
    'what is new becomes an alert there and goes to every receiver of the configuration.',
    'Exit status 0: nothing was found, everything could be told and delivered. 1: something was, or could not.',
  ].join('\n'),
  run: async ({ args, json, output, now, openTenant }) => {
    const asked = readArgs(args);
    const bad = unsound(asked.files);
    if (bad.length > 0) {
      output.error(`${bad.join(', ')}: does not verify; "journal verify" names what is wrong\n`);
      return FOUND;
    }
    const since = new Date(now() - asked.days * DAY_MS).toISOString();
    const entries = asked.files
      .flatMap((file) => readEntries(file, since))
      .sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
    const tenant = await openTenant(readingAs);
    const { config, directory } = tenant;
    const graph = graphOf(tenant, tenant.session);
    const sources = { config, directory, graph, readTenant: createReadTenant(graph) };
    const looked = await lookIn(await readWatch(sources, { since, entries }), tenant, { ...asked, now });
    const found = looked.findings.filter(({ state }) => state === 'found').length;
    if (json) output.out(`${JSON.stringify({ found, ...looked }, null, 2)}\n`);
    else output.out(textOf(looked.findings, found, looked));
    return statusOf(looked);
  },
};
