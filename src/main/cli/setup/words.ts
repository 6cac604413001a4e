import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from '../usage-error.ts';

/**
 * Options of a command that takes nothing else.
 *
 * @throws UsageError for any other word
 */
export const wordsOf = <T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) => {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), error);
  }
};
