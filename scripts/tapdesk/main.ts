// The command line: what can be done without a desk, a window or a display.
import process from 'node:process';
import { runTapdesk } from './command.ts';

process.exitCode = runTapdesk(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
