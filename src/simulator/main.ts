// The simulated tenant as a program of its own. Its first line of output is JSON; everything else goes to stderr.
import { Console } from 'node:console';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { readFaults, type Fault } from './faults/fault.ts';
import { readOptions, usage, type Options } from './options.ts';
import type { RunningTenant } from './start.ts';

// Libraries that write notices must not write them between the JSON and its reader.
globalThis.console = new Console(process.stderr, process.stderr);

const say = (text: string) => process.stderr.write(`${text}\n`);

function stopWith(message: string): never {
  say(message);
  process.exit(2);
}

async function faultsFrom(file: string | undefined): Promise<readonly Fault[]> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: unknown) =>
    stopWith(`--faults ${file} cannot be read: ${error instanceof Error ? error.message : 'unknown reason'}`),
  );
  const read = readFaults(text);
  return read.ok ? read.faults : stopWith(`--faults ${file} ${read.message}`);
}

const describe = (error: unknown) =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

function endWith(running: RunningTenant, options: Options): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    void running.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (options['until-stdin-closes']) process.stdin.once('end', end).once('close', end).resume();
}

async function main(): Promise<void> {
  const read = readOptions(process.argv.slice(2));
  if (!read.ok) stopWith(`${read.message}\n\n${usage}`);
  const faults = await faultsFrom(read.options.faults);
  // Loaded late, so that a wrong option is told at once.
  const { startTenant } = await import('./start.ts');
  const running = await startTenant({
    ...read.options,
    faults,
    report: (error) => say(describe(error)),
  }).catch((error: unknown) =>
    stopWith(`The simulated tenant cannot start: ${error instanceof Error ? error.message : String(error)}`),
  );
  process.stdout.write(`${JSON.stringify(running.announcement)}\n`);
  endWith(running, read.options);
}

await main();
