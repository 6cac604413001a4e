import { say, SetupError } from './setup/report.mjs';

/**
 * Runs a command's body: what a person can put right is said in one line, anything else keeps its stack.
 * @param body gives the exit status
 */
export const runMain = async (body: () => Promise<number>): Promise<void> => {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    process.exitCode = 2;
  }
};
