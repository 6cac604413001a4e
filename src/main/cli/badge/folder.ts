import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import type { ParseArgsConfig } from 'node:util';
import { readConfig } from '../../config/index.ts';
import { UsageError } from '../usage-error.ts';
import { wordsAndOptions } from '../words.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * What a command about badges was given.
 *
 * @param count how many words stand beside the options
 * @throws UsageError
 */
export const badgeWords = (args: readonly string[], count: number, more: Options = {}) => {
  const options: Options = { dir: { type: 'string' }, json: { type: 'boolean' }, ...more };
  const parsed = wordsAndOptions(args, options);
  if (parsed.positionals.length !== count)
    throw new UsageError(`${count} words are needed beside the options`);
  const text = (name: string): string | null => {
    const value = parsed.values[name];
    return typeof value === 'string' ? value : null;
  };
  return { words: parsed.positionals, text, flag: (name: string) => parsed.values[name] === true };
};

/**
 * The folder of the station's lists: that of its journal.
 *
 * @throws UsageError when neither option nor configuration names one that is there
 */
export const stationFolder = (dir: string | null, dataFolder: () => string | null): string => {
  const folder = dir ?? dataFolder();
  if (folder === null) throw new UsageError('say where the station keeps its data: --dir DIR, or dataFolder');
  if (!existsSync(folder)) throw new UsageError(`${folder} is not there`);
  return folder;
};

/** The data folder that the configuration names; null without one. @throws ConfigError */
export const configuredFolder = (configFiles: readonly string[]): string | null =>
  configFiles.length === 0 ? null : readConfig(...configFiles).dataFolder;

/** The account of the operating system that runs this command; where it has no name, its number. */
export const accountName = (): string => {
  try {
    return userInfo().username;
  } catch {
    return `account ${process.getuid?.() ?? 'without a name'}`;
  }
};

/** What a request is not yet: the desk takes it in before the next badge, or when it opens. */
export const WHEN_TAKEN = 'the desk takes it in before the next badge, or when an operator opens it';
