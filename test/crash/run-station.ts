import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Plan } from './plan.ts';
import { onReadOnlyDisk, underWatch, withSyncError } from './power.ts';

const program = path.join(import.meta.dirname, 'station.ts');
/** A machine that is busy with other things can stretch a run of a second to minutes. */
const PATIENCE_MS = 300_000;

/** The station's process while it runs. */
export interface StationProcess {
  /** The next line of JSON that it says; undefined when it has ended. */
  readonly next: () => Promise<unknown>;
  /** Tells it to go on after it has said something. */
  readonly goOn: () => void;
  /** Settles when it has ended: the signal, or the exit status. */
  readonly ended: Promise<string | number | null>;
  /** What it logged. */
  readonly logged: () => string;
}

const commandOf = ({ at, folder }: Plan): readonly string[] => {
  const plain = [process.execPath, program];
  if (at?.what === 'power-loss') return underWatch(folder, plain);
  if (at?.what === 'read-only') return onReadOnlyDisk(at.point, plain);
  return at?.what === 'sync-error' ? withSyncError(at.point, plain) : plain;
};

/** Starts the station as a process of its own. One that does not come to an end is killed, which shows as SIGTERM. */
export const runStation = (plan: Plan, compileCache: string): StationProcess => {
  const [command = '', ...words] = commandOf(plan);
  const child = spawn(command, words, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    timeout: PATIENCE_MS,
  });
  let logged = '';
  child.stderr.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  // A process that was killed reads no more.
  child.stdin.on('error', () => undefined);
  child.stdin.write(`${JSON.stringify(plan)}\n`);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'close').then(() => child.signalCode ?? child.exitCode);
  return {
    next: async () => {
      const line = await lines.next();
      if (line.done === true) return undefined;
      const said: unknown = JSON.parse(line.value);
      return said;
    },
    goOn: () => {
      child.stdin.write('go on\n');
    },
    ended,
    logged: () => logged,
  };
};
