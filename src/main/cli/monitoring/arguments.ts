import { wordsAndOptions } from '../words.ts';

/** Words and options of a command that takes both. */
export interface Arguments {
  readonly positionals: readonly string[];
  readonly values: Readonly<Record<string, string | undefined>>;
}

/**
 * @param names options that take a value; `--json` is always one without
 * @throws UsageError
 */
export const argumentsOf = (args: readonly string[], names: readonly string[]): Arguments => {
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'string' } as const])),
    json: { type: 'boolean' } as const,
  };
  const { positionals, values } = wordsAndOptions(args, options);
  const given: readonly (readonly [string, unknown])[] = Object.entries(values);
  const texts = given.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return { positionals, values: Object.fromEntries(texts) };
};
