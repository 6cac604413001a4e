import type { Command, ExitStatus, Invocation } from '../command.ts';

/** What a command said and came to. */
export interface Captured {
  readonly status: ExitStatus;
  readonly out: string;
  readonly error: string;
}

/** Runs a command as if it had been called with these words, and keeps what it says. */
export const captured = async (
  command: Command,
  args: readonly string[],
  invocation: Invocation,
): Promise<Captured> => {
  let [out, error] = ['', ''];
  const output = {
    out: (text: string): void => void (out += text),
    error: (text: string): void => void (error += text),
  };
  const status = await command.run({ ...invocation, args, json: args.includes('--json'), output });
  return { status, out, error };
};
