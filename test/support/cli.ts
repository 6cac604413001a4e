import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { readStationKey } from '../../src/main/journal/index.ts';
import { runCli } from '../../src/main/cli/index.ts';

/** What one call of the command line came to. */
export interface CliAnswer {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

/**
 * Calls the command line in this process; a simulated tenant is a process of its own.
 *
 * @param now the machine's clock, epoch milliseconds
 */
export const tapdeskAt =
  (now: () => number) =>
  async (...args: readonly string[]): Promise<CliAnswer> => {
    let [out, error] = ['', ''];
    const code = await runCli(args, {
      out: (text) => (out += text),
      error: (text) => (error += text),
      simulatorProgram: path.resolve(import.meta.dirname, '../../src/simulator/main.ts'),
      installedConfigFiles: [],
      stationKey: (folder) => readStationKey({ folder, protection: null }),
      clock: { now, monotonicMs: () => performance.now() },
    });
    return { code, out, error };
  };

/** The same by the clock of this machine. */
export const tapdesk = tapdeskAt(() => Date.now());
