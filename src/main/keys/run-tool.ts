import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** One run of a tool that speaks to a key. */
export interface ToolRun {
  readonly file: string;
  readonly args: readonly string[];
  /** Lines for its standard input, sent at once; nothing secret. */
  readonly lines: readonly string[];
  /** Called each time it asks for a PIN; sent as one line and overwritten. Null: none is asked for. */
  readonly pin: Uint8Array | null;
  /** The tool has what it needs: what it waits for now is a finger. */
  readonly answered?: () => void;
  readonly limitMs: number;
}

/** How it ended. `missing`: there is no such program; `late`: it did not end by itself, and was ended. */
export interface ToolEnd {
  readonly ended: 'well' | 'badly' | 'late' | 'missing';
  readonly output: string;
  /** What it said of itself; never a PIN, which it does not repeat. */
  readonly errors: string;
}

export type RunTool = (run: ToolRun, signal: AbortSignal) => Promise<ToolEnd>;

/** As much as a tool ever says. */
const mostBytes = 64 * 1024;
const graceMs = 2_000;
const newLine = 0x0a;

/** Every question of theirs ends like this, and nothing else does. Source: fido2-token(1), fido2-cred(1), libfido2 1.12. */
const questions = (errors: string): number => errors.match(/PIN[^\n]*?: /g)?.length ?? 0;

/**
 * Sends the PIN once for each question. Before the question the tool would read it as one more of its lines: what it
 * reads by lines takes all that is there. The bytes have a buffer of their own: small arrays without one lie in V8's heap
 * first and are copied out of it when they are written, and nobody overwrites what stays there (seen in Node 24).
 */
const sendPin = (child: ChildProcessWithoutNullStreams, pin: Uint8Array): void => {
  const line = new Uint8Array(new ArrayBuffer(pin.length + 1));
  line.set(pin);
  line.fill(newLine, pin.length);
  child.stdin.write(line, () => line.fill(0));
};

/** Ends it, at the latest after a moment of grace. */
const end = (child: ChildProcessWithoutNullStreams): NodeJS.Timeout => {
  child.kill('SIGTERM');
  return setTimeout(() => child.kill('SIGKILL'), graceMs);
};

/** Hears both outputs, and answers questions. */
const converse = (child: ChildProcessWithoutNullStreams, { pin, answered }: ToolRun) => {
  const said = { output: '', errors: '' };
  let sent = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.output = (said.output + text).slice(0, mostBytes);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.errors = (said.errors + text).slice(0, mostBytes);
    while (sent < questions(said.errors)) {
      sent += 1;
      if (pin === null) child.stdin.end();
      else sendPin(child, pin);
      if (pin !== null) answered?.();
    }
  });
  return said;
};

/**
 * Runs a tool without a terminal: with one it would ask for the PIN there. Its environment is empty, as a variable can
 * make the library print what it sends. A run ends with its limit or when the caller says stop.
 */
export const runTool: RunTool = (run, signal) =>
  new Promise((resolve) => {
    const child = spawn(run.file, run.args, { detached: true, env: { LC_ALL: 'C.UTF-8' }, stdio: 'pipe' });
    const said = converse(child, run);
    let late = false;
    let grace: NodeJS.Timeout | undefined;
    const stop = (): void => {
      late = true;
      grace ??= end(child);
    };
    const limit = setTimeout(stop, run.limitMs);
    const settle = (ended: ToolEnd['ended']): void => {
      clearTimeout(limit);
      clearTimeout(grace);
      signal.removeEventListener('abort', stop);
      resolve({ ended, ...said });
    };
    // A tool that has ended reads no more: how it ended says why.
    child.stdin.on('error', () => undefined);
    child.on('error', () => settle('missing'));
    child.on('close', (code) => settle(late ? 'late' : code === 0 ? 'well' : 'badly'));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    child.stdin.write(run.lines.map((line) => `${line}\n`).join(''));
  });
