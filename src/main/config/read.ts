import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { configSchema, type Config } from './schema.ts';

/** The configuration cannot be used. The message says which key, what is expected, and changes nothing. */
export class ConfigError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'ConfigError';
  }
}

const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const nearest = (key: string, known: readonly string[]): string | undefined =>
  known
    .map((one) => ({ one, far: distance(key, one) }))
    .filter(({ far }) => far <= Math.max(2, key.length / 2))
    .sort((a, b) => a.far - b.far)[0]?.one;

const partOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Every key that the schema knows, wherever it stands. */
const knownKeys = (schema: unknown): readonly string[] => {
  const def = partOf(schema, 'def');
  const shape = partOf(def, 'shape');
  const options = partOf(def, 'options');
  const inner = partOf(def, 'innerType');
  const children = Array.isArray(options) ? options : inner === undefined ? [] : [inner];
  if (typeof shape !== 'object' || shape === null) return children.flatMap(knownKeys);
  return Object.entries(shape).flatMap(([key, value]) => [key, ...knownKeys(value)]);
};

const sentence = (issue: z.core.$ZodIssue): string => {
  const place = issue.path.length === 0 ? 'the file' : issue.path.join('.');
  if (issue.code !== 'unrecognized_keys') return `${place}: ${issue.message}`;
  const known = knownKeys(configSchema);
  return issue.keys
    .map((key) => {
      const meant = nearest(key, known);
      const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
      return `${[...issue.path, key].join('.')}: there is no such setting.${hint}`;
    })
    .join('\n');
};

/**
 * Checks a configuration as parsed from JSON.
 *
 * @throws ConfigError naming every wrong key, one a line
 */
export const checkConfig = (value: unknown): Config => {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ConfigError(parsed.error.issues.map(sentence).join('\n'));
};

/**
 * Reads the configuration file.
 *
 * @throws ConfigError when it is missing, is not JSON, or does not fit
 */
export const readConfig = (file: string): Config => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`The configuration file ${file} cannot be read.`, error);
  }
  try {
    return checkConfig(JSON.parse(text));
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${file}:\n${error.message}`, error);
    throw new ConfigError(`${file} is not valid JSON: ${String(error)}`, error);
  }
};
