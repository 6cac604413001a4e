import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

const orUsage = <T>(parse: () => T): T => {
  try {
    return parse();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), error);
  }
};

/**
 * Options of a command that takes nothing else.
 *
 * @throws UsageError for any other word
 */
export const wordsOf = <T extends Options>(args: readonly string[], options: T) =>
  orUsage(() => parseArgs({ args: [...args], options }).values);

/**
 * Options of a command, and the words that stand beside them.
 *
 * @throws UsageError for an option that is none of these
 */
export const wordsAndOptions = <T extends Options>(args: readonly string[], options: T) =>
  orUsage(() => parseArgs({ args: [...args], options, allowPositionals: true }));
