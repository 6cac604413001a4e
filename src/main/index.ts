import { start } from './app/index.ts';

/** Everything after this word is a command of the command line. */
const COMMAND_LINE = '--command-line';

const at = process.argv.indexOf(COMMAND_LINE);
if (at === -1) start();
else {
  // Read only where it is asked for: the desk starts without it.
  const { runCommandLine } = await import('./command-line.ts');
  await runCommandLine(process.argv.slice(at + 1));
}
