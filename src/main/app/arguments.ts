import { parseArgs } from 'node:util';
import { ConfigError } from '../config/index.ts';

/** What the desk was started with. */
export interface Arguments {
  /** The machine's file before the site's, where there are two. */
  readonly configFiles: readonly string[];
  /** The explicit choice without which a simulated tenant is refused. */
  readonly simulated: boolean;
}

/**
 * Reads the command line, past the switches that Chromium takes for itself.
 *
 * @param argv everything after the program's (and, unpacked, the application folder's) name
 * @param installed the files that a package reads when none is named
 * @throws ConfigError when no configuration is named and none is installed
 */
export const readArguments = (argv: readonly string[], installed: readonly string[] = []): Arguments => {
  const { values } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string', multiple: true }, simulated: { type: 'boolean', default: false } },
    strict: false,
    allowPositionals: true,
  });
  const named = [values.config ?? []].flat().filter((one) => typeof one === 'string');
  const configFiles = named.length === 0 ? installed : named;
  if (configFiles.length === 0) {
    throw new ConfigError('Say which configuration to use: --config FILE');
  }
  return { configFiles, simulated: values.simulated === true };
};
