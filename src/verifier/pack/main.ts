// Verifies a pack of evidence with Node alone: no package, and none of the code that made it. docs/evidence.md is all it
// was written from.
import process from 'node:process';
import { runPackVerifier } from './command.ts';

process.exitCode = runPackVerifier(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
