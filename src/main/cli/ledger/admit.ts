import { readFileSync } from 'node:fs';
import { admit, revoke, stationKey, type StationKey } from '../../ledger/index.ts';
import { keyOf } from '../../../verifier/checkpoint.ts';
import { FINE, FOUND, type Command } from '../command.ts';
import { UsageError } from '../usage-error.ts';
import { readOptions, withLedger } from './admin.ts';

const keyIn = (file: string): { readonly key: StationKey; readonly kid: string } => {
  try {
    const key = stationKey.parse(JSON.parse(readFileSync(file, 'utf8')));
    const kid = keyOf(key)?.kid;
    if (kid !== undefined) return { key, kid };
  } catch {
    // Said below, whatever was wrong with it.
  }
  throw new UsageError(
    `${file} is no public key of a station; it lies in its data folder, as station-key.public.jwk`,
  );
};

const checked = (station: string): string => {
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(station))
    throw new UsageError(`--station takes the station.id of its configuration, and ${station} can be none`);
  return station;
};

/** `tapdesk ledger admit`: takes a station, or a new key of it, into the fleet. */
export const ledgerAdmit: Command = {
  name: 'ledger admit',
  usage: [
    '--admin FILE --station ID --site NAME --key FILE --by WHO [--json]',
    'Takes a station into the fleet: its role may connect, and what its key signs counts. Also for a further key.',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const { admin, station, site, key: file, by } = readOptions(args, ['station', 'site', 'key', 'by']);
    const { key, kid } = keyIn(file);
    checked(station);
    await withLedger(admin, (client) => admit(client, { station, site, key, kid, by }));
    output.out(
      json ? `${JSON.stringify({ station, kid })}\n` : `${station} is admitted with the key ${kid}.\n`,
    );
    return FINE;
  },
};

/** `tapdesk ledger revoke`: lets a station go at once. */
export const ledgerRevoke: Command = {
  name: 'ledger revoke',
  usage: [
    '--admin FILE --station ID --by WHO [--json]',
    'Nothing more of the station gets in; its connections, keys and leases end at once. What it sent stays.',
  ].join('\n'),
  run: async ({ args, json, output }) => {
    const { admin, station, by } = readOptions(args, ['station', 'by']);
    checked(station);
    const found = await withLedger(admin, (client) => revoke(client, { station, by }));
    const text = found ? `${station} is revoked.` : `There is no station ${station}.`;
    output.out(json ? `${JSON.stringify({ station, revoked: found })}\n` : `${text}\n`);
    return found ? FINE : FOUND;
  },
};
