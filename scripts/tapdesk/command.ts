import { runVerifier, usage as verifyUsage, type Output } from '../../src/verifier/command.ts';
import { showJournal } from './show.ts';

const FINE = 0;
const CANNOT_RUN = 2;

const usage = `usage: npm run tapdesk -- COMMAND
  journal show FILE [--enrollment ID] [--json]
  journal verify ${verifyUsage}
`;

/**
 * Runs one command of the command line.
 *
 * @returns the exit status: 0 fine, 1 findings, 2 wrong usage or cannot run
 */
export const runTapdesk = (args: readonly string[], output: Output): number => {
  const [part, verb, ...rest] = args;
  if (part === 'journal' && verb === 'verify') return runVerifier(rest, output);
  try {
    if (part !== 'journal' || verb !== 'show') throw new Error('no such command');
    showJournal(rest, output);
    return FINE;
  } catch (error) {
    output.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return CANNOT_RUN;
  }
};
