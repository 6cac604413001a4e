import { audit, overview, type LedgerFinding } from '../../ledger/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readOptions, withLedger } from './admin.ts';

const minutesOf = (name: string, text: string | undefined, fallback: number): number => {
  const minutes = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(minutes) || minutes < 1)
    throw new UsageError(`--${name} takes a whole number of minutes from 1`);
  return minutes;
};

const lineOf = ({ station, kind, epoch, seq, what }: LedgerFinding): string =>
  `${station} ${kind}${epoch === 0 ? '' : ` ${epoch}:${seq}`}: ${what}\n`;

const OPEN_MINUTES = 15;
const CLOSED_MINUTES = 7 * 24 * 60;

/** `tapdesk ledger audit`: checks what has come since the last time, and who is silent. */
export const ledgerAudit: Command = {
  name: 'ledger audit',
  usage: [
    '--admin FILE [--open MINUTES] [--closed MINUTES] [--json]',
    'Checks everything that has come since the last audit, and names what was not known before. A station is silent',
    'after --open minutes (15) while its desk is open, after --closed (10080) otherwise. Exit status 1: something was found.',
  ].join('\n'),
  run: async ({ args, json, output, now }) => {
    const { admin, ...more } = readOptions(args, [], ['open', 'closed']);
    const settings = {
      now: new Date(now()),
      silentOpenMinutes: minutesOf('open', more['open'], OPEN_MINUTES),
      silentClosedMinutes: minutesOf('closed', more['closed'], CLOSED_MINUTES),
    };
    const report = await withLedger(admin, (client) => audit(client, settings));
    const { stations, entries, checkpoints, fresh } = report;
    const counts = `${stations} stations, ${entries} entries and ${checkpoints} checkpoints looked at`;
    output.out(
      json
        ? `${JSON.stringify(report, null, 2)}\n`
        : `${fresh.map(lineOf).join('')}${counts}, ${fresh.length} found\n`,
    );
    return fresh.length === 0 ? FINE : FOUND;
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
