import { readFileSync } from 'node:fs';
import path from 'node:path';
import { s3Config, s3Credentials, type S3Config, type S3Settings } from '../checkpoints/index.ts';
import { complaintsOf } from './complaints.ts';
import { ConfigError } from './read.ts';
import { isOpenToOthers } from './reader-key.ts';
import type { Config } from './schema.ts';

/** Where checkpoints go, with what the files hold. */
export interface CheckpointPlaces {
  readonly folder: string | null;
  readonly s3: S3Settings | null;
}

/** What a place is read by: this machine's, and not the configuration's. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
}

const textOf = (setting: string, file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(`${setting}: ${file} cannot be read`);
  }
};

const jsonOf = (setting: string, file: string): unknown => {
  try {
    return JSON.parse(textOf(setting, file));
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${setting}: ${file} is not JSON`);
  }
};

const fromFile = (setting: string, file: string, platform: NodeJS.Platform): unknown => {
  const json = jsonOf(setting, file);
  if (isOpenToOthers(file, platform))
    throw new ConfigError(`${setting}: others than this account may read ${file}; run chmod 600`);
  return json;
};

const credentialsOf = (
  { credentialsFile }: S3Config,
  { platform, environment }: Surroundings,
  name: string,
): S3Settings['credentials'] => {
  const setting = `${name}.credentialsFile`;
  const token = environment['AWS_SESSION_TOKEN'];
  const found =
    credentialsFile === null
      ? {
          accessKeyId: environment['AWS_ACCESS_KEY_ID'],
          secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'],
          ...(token === undefined ? {} : { sessionToken: token }),
        }
      : fromFile(setting, credentialsFile, platform);
  const parsed = s3Credentials.safeParse(found);
  if (!parsed.success)
    throw new ConfigError(
      credentialsFile === null
        ? `${setting}: name a file, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment`
        : `${setting}: ${credentialsFile} must hold accessKeyId and secretAccessKey as JSON, perhaps sessionToken, and nothing else`,
    );
  const { accessKeyId, secretAccessKey, sessionToken } = parsed.data;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
};

const settingsOf = (config: S3Config, surroundings: Surroundings, name: string): S3Settings => {
  const { endpoint, region, bucket, prefix, pathStyle, caFile, lock } = config;
  const ca = caFile === null ? null : textOf(`${name}.caFile`, caFile);
  if (ca?.includes('-----BEGIN CERTIFICATE-----') === false)
    throw new ConfigError(`${name}.caFile: ${caFile ?? ''} is no PEM`);
  return {
    ...{ endpoint, region, bucket, prefix, pathStyle, ca, lock },
    credentials: credentialsOf(config, surroundings, name),
  };
};

/**
 * The places outside of a station's configuration.
 *
 * @throws ConfigError where a file cannot be read, holds something else, or others may read a secret
 */
export const readCheckpointPlaces = (
  { checkpoints: { folder, s3 } }: Config,
  surroundings: Surroundings,
): CheckpointPlaces => ({
  folder,
  s3: s3 === null ? null : settingsOf(s3, surroundings, 'checkpoints.s3'),
});

/**
 * An object store by a file of its own, in the form of `checkpoints.s3`, for whoever verifies elsewhere. Files that it
 * names may stand beside it.
 *
 * @throws ConfigError where it cannot be used
 */
export const readS3File = (file: string, surroundings: Surroundings): S3Settings => {
  const parsed = s3Config.safeParse(jsonOf(file, file));
  if (!parsed.success) throw new ConfigError(`${file}: ${complaintsOf(parsed.error, s3Config).join('; ')}`);
  const { credentialsFile, caFile, ...rest } = parsed.data;
  const beside = (name: string | null): string | null =>
    name === null ? null : path.resolve(path.dirname(file), name);
  const config = { ...rest, credentialsFile: beside(credentialsFile), caFile: beside(caFile) };
  return settingsOf(config, surroundings, file);
};
