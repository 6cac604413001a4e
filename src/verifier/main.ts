// Verifies a journal without any of the code that wrote it. docs/journal-format.md is all it was written from.
import process from 'node:process';
import { runVerifier } from './command.ts';

process.exitCode = runVerifier(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
