import { readFileSync, statSync } from 'node:fs';
import { ConfigError } from './read.ts';
import type { Config } from './schema.ts';

/** What signs the reading identity in. */
export interface ReaderFiles {
  readonly clientId: string;
  readonly certificate: string;
  readonly privateKey: string;
}

const textOf = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`tenant.reader.${setting}: ${file} cannot be read`);
  }
};

const groupAndOthers = 0o077;

/** Windows keeps files by access lists, which are not looked at. */
export const isOpenToOthers = (file: string, platform: NodeJS.Platform): boolean =>
  platform !== 'win32' && (statSync(file).mode & groupAndOthers) !== 0;

/**
 * Certificate and key of the station's reading identity; null where none is configured.
 *
 * @throws ConfigError where a file cannot be read, is no PEM, or others may read the key
 */
export const readReaderKey = (
  { tenant: { reader } }: Config,
  platform: NodeJS.Platform,
): ReaderFiles | null => {
  if (reader === null) return null;
  const { clientId, certificateFile, privateKeyFile } = reader;
  const certificate = textOf('certificateFile', certificateFile);
  const privateKey = textOf('privateKeyFile', privateKeyFile);
  if (!certificate.includes('-----BEGIN CERTIFICATE-----'))
    throw new ConfigError(`tenant.reader.certificateFile: ${certificateFile} is no certificate as PEM`);
  if (!privateKey.includes('-----BEGIN PRIVATE KEY-----'))
    throw new ConfigError(
      `tenant.reader.privateKeyFile: ${privateKeyFile} is no private key as PEM (PKCS#8), not encrypted`,
    );
  if (isOpenToOthers(privateKeyFile, platform))
    throw new ConfigError(
      `tenant.reader.privateKeyFile: others than the desk's account may read ${privateKeyFile}; run chmod 600`,
    );
  return { clientId, certificate, privateKey };
};
