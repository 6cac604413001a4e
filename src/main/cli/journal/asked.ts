import { existsSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { wordsAndOptions } from '../words.ts';

/** What a command on one file was asked. */
export interface Asked {
  readonly file: string;
  /** The value of an option; undefined when it was not given. */
  readonly text: (name: string) => string | undefined;
  readonly texts: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

/**
 * Reads the arguments of a command that is about one file, which must be there.
 *
 * @param names options that take a value, and flags; `--json` is always one
 * @throws UsageError
 */
export const readAsked = (
  args: readonly string[],
  names: { readonly values: readonly string[]; readonly flags?: readonly string[] },
): Asked => {
  const flags = [...(names.flags ?? []), 'json'];
  const options = {
    ...Object.fromEntries(names.values.map((name) => [name, { type: 'string', multiple: true } as const])),
    ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' } as const])),
  };
  const parsed = wordsAndOptions(args, options);
  const [file, ...others] = parsed.positionals;
  if (file === undefined || others.length > 0) throw new UsageError('one FILE is needed');
  if (!existsSync(file)) throw new UsageError(`${file} is not there`);
  const texts = (name: string): readonly string[] =>
    [parsed.values[name] ?? []].flat().filter((one) => typeof one === 'string');
  return { file, texts, text: (name) => texts(name).at(-1), flag: (name) => parsed.values[name] === true };
};
