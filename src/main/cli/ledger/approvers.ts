import { allowApprovals, allowConsole } from '../../ledger/index.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readOptions, withLedger } from './admin.ts';

const LONGEST = 64;

const sitesIn = (text: string): readonly string[] => {
  if (text === 'none') return [];
  const sites = text.split(',').map((site) => site.trim());
  if (sites.some((site) => site === '' || site.length > LONGEST))
    throw new UsageError('--sites takes names of sites with commas between them, or none');
  return sites;
};

/** `tapdesk ledger approvers`: says for which sites people may approve at a station. */
export const ledgerApprovers: Command = {
  name: 'ledger approvers',
  usage: [
    '--admin FILE --station ID --sites NAME[,NAME] --by WHO [--json]',
    'Which sites’ open requests for approval the station may read and answer, in place of what was said before;',
    '--sites none: no site’s. Whether the answer counts is the asking desk’s own configuration (ledger.approval).',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const { admin, station, sites: named, by } = readOptions(args, ['station', 'sites', 'by']);
    const sites = sitesIn(named);
    const found = await withLedger(admin, (client) => allowApprovals(client, { station, sites, by }));
    const text = found
      ? `At ${station} people may approve for ${sites.length === 0 ? 'no site' : sites.join(', ')}.`
      : `There is no admitted station ${station}.`;
    output.out(json ? `${JSON.stringify({ station, sites, found })}\n` : `${text}\n`);
    return found ? FINE : FOUND;
  },
};

/** `tapdesk ledger console`: says whether a station's console sees the fleet. */
export const ledgerConsole: Command = {
  name: 'ledger console',
  usage: [
    '--admin FILE --station ID --allow yes|no [--json]',
    'Whether the supervisor’s console of the station shows all stations and their figures. It reads no entry by that.',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const { admin, station, allow } = readOptions(args, ['station', 'allow']);
    if (allow !== 'yes' && allow !== 'no') throw new UsageError('--allow takes yes or no');
    const allowed = allow === 'yes';
    const found = await withLedger(admin, (client) => allowConsole(client, { station, allowed }));
    const text = found
      ? `The console of ${station} ${allowed ? 'shows the fleet' : 'shows its own station alone'}.`
      : `There is no admitted station ${station}.`;
    output.out(json ? `${JSON.stringify({ station, allowed, found })}\n` : `${text}\n`);
    return found ? FINE : FOUND;
  },
};
