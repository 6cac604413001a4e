// Starts the soak in a process that may collect its own garbage when it is asked to.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const main = path.join(import.meta.dirname, 'main.ts');
const { status } = spawnSync(process.execPath, ['--expose-gc', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
