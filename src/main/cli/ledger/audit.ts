import { idOfFinding } from '../../alerts/index.ts';
import {
  audit,
  auditOutside,
  overview,
  type AuditReport,
  type LedgerFinding,
  type OutsideReport,
} from '../../ledger/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { roundInWords } from '../monitoring/sentences.ts';
import { readOptions, withLedger } from './admin.ts';
import { inWordsOf, openOutside } from './outside.ts';
import { raiseStanding, type Raised } from './raising.ts';

type Client = Parameters<typeof auditOutside>[0];

const minutesOf = (name: string, text: string | undefined, fallback: number): number => {
  const minutes = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(minutes) || minutes < 1)
    throw new UsageError(`--${name} takes a whole number of minutes from 1`);
  return minutes;
};

const lineOf = (finding: LedgerFinding): string => {
  const { station, kind, epoch, seq, what } = finding;
  return `${idOfFinding(finding)} ${station} ${kind}${epoch === 0 ? '' : ` ${epoch}:${seq}`}: ${what}\n`;
};

const OPEN_MINUTES = 15;
const CLOSED_MINUTES = 7 * 24 * 60;
/** As long as a station works without its ledger by default. */
const AHEAD_MINUTES = 240;

type Options = ReturnType<typeof readOptions<never>>;

const settingsOf = (options: Options, now: number) => ({
  now: new Date(now),
  silentOpenMinutes: minutesOf('open', options['open'], OPEN_MINUTES),
  silentClosedMinutes: minutesOf('closed', options['closed'], CLOSED_MINUTES),
  aheadMinutes: minutesOf('ahead', options['ahead'], AHEAD_MINUTES),
});

/** Holds the ledger against a place outside, where one is named. */
const lookOutside = async (
  client: Client,
  options: Options,
  settings: ReturnType<typeof settingsOf>,
): Promise<Pick<OutsideReport, 'checkpoints' | 'fresh'> | null> => {
  const { checkpoints: word, memory: file } = options;
  if (word === undefined) return null;
  const { outside, memory, remember } = openOutside(word, file, () => settings.now.getTime());
  const report = await inWordsOf(word, () => auditOutside(client, outside, { ...settings, memory }));
  // Remembered last: whoever dies before that reads some of it again.
  remember(report.memory);
  return { checkpoints: report.checkpoints, fresh: report.fresh };
};

interface Audited {
  readonly inside: AuditReport;
  readonly outside: Awaited<ReturnType<typeof lookOutside>>;
  readonly alerts: Raised | null;
}

const freshIn = ({ inside, outside }: Audited): readonly LedgerFinding[] => [
  ...inside.fresh,
  ...(outside?.fresh ?? []),
];

const inWords = (audited: Audited): string => {
  const { inside, outside, alerts } = audited;
  const fresh = freshIn(audited);
  const counts = `${inside.stations} stations, ${inside.entries} entries and ${inside.checkpoints} checkpoints looked at`;
  return [
    ...fresh.map(lineOf),
    `${counts}${outside === null ? '' : `, ${outside.checkpoints} outside`}, ${fresh.length} found\n`,
    ...(alerts === null
      ? []
      : [`${alerts.raised.length} alerts are new\n`, ...alerts.rounds.map(roundInWords)]),
  ].join('');
};

/** `tapdesk ledger audit`: checks what has come since the last time, and who is silent. */
export const ledgerAudit: Command = {
  name: 'ledger audit',
  usage: [
    '--admin FILE [--open MINUTES] [--closed MINUTES] [--checkpoints PLACE [--memory FILE] [--ahead MINUTES]] [--dir DIR] [--json]',
    'Checks everything that has come since the last audit, and names what was not known before. A station is silent',
    'after --open minutes (15) while its desk is open, after --closed (10080) otherwise. PLACE is a folder or s3:FILE to',
    'which checkpoints went: the ledger is held against it. FILE remembers what was there, for the next time; what is',
    'newer than --ahead minutes (240) may be on its way. With DIR everything that stands becomes an alert there and goes to',
    'the receivers of the configuration. Exit status 1: something was found, or an alert not delivered.',
  ].join('\n'),
  run: async ({ args, json, output, now, configFiles }) => {
    const options = readOptions(args, [], ['open', 'closed', 'ahead', 'checkpoints', 'memory', 'dir']);
    const settings = settingsOf(options, now());
    const { admin, dir } = options;
    const audited = await withLedger(admin, async (client): Promise<Audited> => {
      const inside = await audit(client, settings);
      const looking = lookOutside(client, options, settings);
      // What is found is raised, also while the place is away.
      await looking.catch(() => undefined);
      const alerts = dir === undefined ? null : await raiseStanding(client, dir, { configFiles, now });
      return { inside, outside: await looking, alerts };
    });
    const { inside, outside, alerts } = audited;
    const fresh = freshIn(audited);
    const answer = {
      ...inside,
      ...(outside === null ? {} : { outside: outside.checkpoints }),
      ...(alerts ?? {}),
      fresh,
    };
    output.out(json ? `${JSON.stringify(answer, null, 2)}\n` : inWords(audited));
    const delivered = (alerts?.rounds ?? []).every(({ error }) => error === null);
    return fresh.length === 0 && delivered ? FINE : FOUND;
  },
};

/** `tapdesk ledger status`: the stations of the fleet, and what was found and stands. */
export const ledgerStatus: Command = {
  name: 'ledger status',
  usage: [
    '--admin FILE [--json]',
    'The stations of the fleet, how far each is, and everything that was found.',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const { admin } = readOptions(args, []);
    const found = await withLedger(admin, overview);
    const lines = found.stations.map(
      (one) =>
        `${one.station} (${one.site}) ${one.state}, heard ${one.seenAt ?? 'never'}, version ${one.version ?? '-'}, ` +
        `${one.open === true ? 'open' : 'closed'}, at entry ${one.epoch}:${one.seq}, ${one.unsent} waiting, ` +
        `${one.refusals} refused\n`,
    );
    const text = [...lines, ...found.findings.map(lineOf)].join('');
    output.out(json ? `${JSON.stringify(found, null, 2)}\n` : text);
    return found.findings.length === 0 ? FINE : FOUND;
  },
};
