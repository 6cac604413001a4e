// Every npm script of the project starts here: it makes the machine ready, then runs the command with the
// project's own Node. It runs before anything is installed, so it and scripts/setup/ import nothing but Node 20.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands } from './setup/commands.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { projectNode, root } from './setup/paths.mjs';
import { say, SetupError } from './setup/report.mjs';
import { runSteps } from './setup/steps.mjs';

const CANNOT_RUN = 2;
const ORPHANED_AFTER_MS = 500;

/**
 * Runs a file of the project to its end, with this terminal.
 * @param {readonly string[]} args the file and its arguments
 * @returns {Promise<number>} its exit status, 1 when a signal ended it
 */
const runProject = (args) =>
  new Promise((resolve, reject) => {
    const child = spawn(projectNode() ?? process.execPath, args, { cwd: root, stdio: 'inherit' });
    // A terminal signals the whole group itself; anything else signals only this process.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
      process.on(signal, () => child.kill(signal));
    // npm, when it is told to end, ends the shell between it and this process, and nobody tells this process.
    const parent = process.ppid;
    const watch = () => process.ppid === parent || child.kill('SIGTERM');
    if (process.env['npm_lifecycle_event'] !== undefined) setInterval(watch, ORPHANED_AFTER_MS).unref();
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });

/** @param {string | undefined} name @param {readonly string[]} rest */
const main = async (name, rest) => {
  const command = commands[name ?? ''];
  if (command === undefined) {
    throw new SetupError(
      `usage: node scripts/run.mjs COMMAND [ARGS], of ${Object.keys(commands).join(', ')}`,
    );
  }
  await runSteps(command.steps);
  if (command.electron === true) await ensureElectron();
  const script = path.join(root, command.script);
  if (!existsSync(script)) throw new SetupError(`${command.script} is not in this checkout.`);
  return runProject([script, ...(command.args ?? []), ...rest]);
};

try {
  process.exitCode = await main(process.argv[2], process.argv.slice(3));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  say(error.message);
  process.exitCode = CANNOT_RUN;
}
