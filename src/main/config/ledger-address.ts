import { readFileSync } from 'node:fs';
import { roleOf, type LedgerAddress } from '../ledger/index.ts';
import { ConfigError } from './read.ts';
import { isOpenToOthers } from './reader-key.ts';
import type { Config } from './schema.ts';

const pemOf = (setting: string, file: string, label: 'CERTIFICATE' | 'PRIVATE KEY'): string => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`ledger.${setting}: ${file} cannot be read`);
  }
  if (!text.includes(`-----BEGIN ${label}-----`))
    throw new ConfigError(`ledger.${setting}: ${file} is no PEM that begins with ${label}`);
  return text;
};

/**
 * Where the fleet's ledger is and what the station shows it; null where none is configured.
 *
 * @throws ConfigError where a file cannot be read, is no PEM, or others may read the key
 */
export const readLedgerAddress = (
  { ledger, station }: Config,
  platform: NodeJS.Platform,
): LedgerAddress | null => {
  if (ledger === null) return null;
  const { host, port, database, caFile, certificateFile, privateKeyFile } = ledger;
  const privateKey = pemOf('privateKeyFile', privateKeyFile, 'PRIVATE KEY');
  if (isOpenToOthers(privateKeyFile, platform))
    throw new ConfigError(
      `ledger.privateKeyFile: others than the desk's account may read ${privateKeyFile}; run chmod 600`,
    );
  return {
    ...{ host, port, database, privateKey },
    user: roleOf(station.id),
    ca: pemOf('caFile', caFile, 'CERTIFICATE'),
    certificate: pemOf('certificateFile', certificateFile, 'CERTIFICATE'),
  };
};
