import { parseArgs } from 'node:util';
import { ConfigError } from '../config/index.ts';

/** What the desk was started with. */
export interface Arguments {
  readonly configFile: string;
  /** The explicit choice without which a simulated tenant is refused. */
  readonly simulated: boolean;
}

/**
 * Reads the command line, past the switches that Chromium takes for itself.
 *
 * @param argv everything after the program's (and, unpacked, the application folder's) name
 * @throws ConfigError when no configuration is named
 */
export const readArguments = (argv: readonly string[]): Arguments => {
  const { values } = parseArgs({
    args: [...argv],
    options: { config: { type: 'string' }, simulated: { type: 'boolean', default: false } },
    strict: false,
    allowPositionals: true,
  });
  if (typeof values.config !== 'string') {
    throw new ConfigError('Say which configuration to use: --config FILE');
  }
  return { configFile: values.config, simulated: values.simulated === true };
};
