import { readFileSync } from 'node:fs';
import type { TelemetryReceiver } from '../telemetry/index.ts';
import { ConfigError } from './read.ts';
import { isOpenToOthers } from './reader-key.ts';
import type { Config } from './schema.ts';

const textOf = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`telemetry.${setting}: ${file} cannot be read`);
  }
};

const tokenOf = (file: string, platform: NodeJS.Platform): string => {
  const token = textOf('tokenFile', file).trim();
  if (isOpenToOthers(file, platform))
    throw new ConfigError(
      `telemetry.tokenFile: others than the desk's account may read ${file}; run chmod 600`,
    );
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new ConfigError(`telemetry.tokenFile: ${file} must hold one word and nothing else`);
  return token;
};

const caOf = (file: string): string => {
  const ca = textOf('caFile', file);
  if (!ca.includes('-----BEGIN CERTIFICATE-----'))
    throw new ConfigError(`telemetry.caFile: ${file} is no PEM`);
  return ca;
};

/**
 * Where the desk tells how it works, with what the files hold; null where it tells nobody.
 *
 * @throws ConfigError where a file cannot be read, holds something else, or others may read the secret
 */
export const readTelemetry = ({ telemetry }: Config, platform: NodeJS.Platform): TelemetryReceiver | null => {
  if (telemetry === null) return null;
  const { tokenFile, caFile, ...settings } = telemetry;
  return {
    ...settings,
    token: tokenFile === null ? null : tokenOf(tokenFile, platform),
    ca: caFile === null ? null : caOf(caFile),
  };
};
