import { readFileSync } from 'node:fs';
import { TrustFileError, trustOf } from '../badge/index.ts';
import { complaintsOf } from './complaints.ts';
import { isJson, merged, valueAt, without, type Json } from './merge.ts';
import { policiesKey, readPolicies } from './policies.ts';
import { configSchema, type Config } from './schema.ts';
import { weakened } from './strictness.ts';

/** The configuration cannot be used. The message says which key, what is expected, and changes nothing. */
export class ConfigError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConfigError';
  }
}

/**
 * Checks a configuration as parsed from JSON.
 *
 * @throws ConfigError naming every wrong key, one a line
 */
export const checkConfig = (value: unknown): Config => {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(complaintsOf(parsed.error, configSchema).join('\n'));
};

/** One configuration file, parsed. */
export interface Layer {
  readonly file: string;
  readonly json: Json;
}

const lockedBy = ({ json }: Layer): readonly string[] => {
  const { locked } = json;
  return Array.isArray(locked) ? locked.filter((one) => typeof one === 'string') : [];
};

const onlyBefore = (layers: readonly Layer[], index: number, path: string): Json =>
  layers.reduce<Json>(
    (json, layer, at) => merged(json, at > index ? without(layer.json, path) : layer.json),
    {},
  );

/** What the layers after this one have made weaker though it locked it. */
const weakenedAfter = (layers: readonly Layer[], index: number, final: Config): readonly string[] => {
  const layer = layers[index];
  return (layer === undefined ? [] : lockedBy(layer)).flatMap((path) => {
    const kept = valueAt(checkConfig(onlyBefore(layers, index, path)), path);
    if (kept === undefined) return [`locked: there is no setting ${path}`];
    return weakened(path, kept, valueAt(final, path)).map(
      (at) =>
        `${at}: ${layer?.file ?? ''} locks this; a later file may only say the same or something stricter`,
    );
  });
};

/**
 * One configuration from several files, the machine's before the site's: a later one sets what it names. What an
 * earlier one has locked may only become stricter.
 *
 * @throws ConfigError naming every wrong key, or every locked one that became weaker
 */
export const checkLayers = (layers: readonly Layer[]): Config => {
  const all = layers.reduce<Json>((json, layer) => merged(json, layer.json), {});
  const final = checkConfig({ ...all, locked: [...new Set(layers.flatMap(lockedBy))] });
  const complaints = layers.flatMap((_, index) => weakenedAfter(layers, index, final));
  if (complaints.length > 0) throw new ConfigError(complaints.join('\n'));
  return final;
};

/** The policy and its groups as they are when no file says anything. */
export const policyDefaults = (): Pick<Config, 'policy' | 'groups'> =>
  configSchema.pick({ policy: true, groups: true }).parse({});

const policies = (): Json => {
  try {
    return readPolicies();
  } catch (error) {
    throw new ConfigError(`${policiesKey}: ${error instanceof Error ? error.message : ''}`, error);
  }
};

/** A file, or the key of the registry that stands for the machine's policies. @throws ConfigError when it is missing or is not a JSON object */
export const readLayer = (file: string): Layer => {
  if (file === policiesKey) return { file, json: policies() };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`The configuration file ${file} cannot be read.`, error);
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file} is not valid JSON: ${String(error)}`, error);
  }
  if (!isJson(json)) throw new ConfigError(`${file} is not a JSON object`);
  return { file, json };
};

/** Files that the configuration names must be there, and hold what they should. */
const checkFiles = (config: Config): Config => {
  try {
    trustOf(config.badge);
    return config;
  } catch (error) {
    if (error instanceof TrustFileError) throw new ConfigError(`badge.piv: ${error.message}`, error);
    throw error;
  }
};

/**
 * Reads the configuration from one file, or from several: the machine's first, then the site's.
 *
 * @throws ConfigError when one is missing, is not JSON, or they do not fit
 */
export const readConfig = (...files: readonly string[]): Config => {
  const layers = files.map(readLayer);
  try {
    const [only] = layers;
    return checkFiles(
      only !== undefined && layers.length === 1 ? checkConfig(only.json) : checkLayers(layers),
    );
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${files.join(', ')}:\n${error.message}`, error);
    throw error;
  }
};
