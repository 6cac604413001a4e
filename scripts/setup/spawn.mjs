import { spawn } from 'node:child_process';

/** @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} RunOptions */

/**
 * Variables that npm sets for its scripts, and that would make an npm started from one of them behave as part
 * of the outer command (silent, in another folder, or as another package).
 */
const inherited = /^npm_(?:lifecycle_|package_|command$|config_(?:loglevel|local_prefix|ignore_scripts)$)/i;

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export const withoutNpmScript = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name) && name !== 'INIT_CWD'));

/**
 * Runs a program to its end. What it prints goes to standard error, unless `quiet`: then it is only returned.
 * @param {string} file
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>} code -1 when it could not be started or was killed;
 *   output is what it wrote on both streams.
 */
export const run = (file, args, options = {}) =>
  new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
    });
    let output = '';
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output += chunk.toString();
      if (options.quiet !== true) process.stderr.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ code: -1, output: output + error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, output }));
  });

/**
 * Runs npm: the one that started this script where there is one, so that no other is found on the way.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export const npm = (args, options = {}) => {
  const cli = process.env['npm_execpath'];
  const node = process.env['npm_node_execpath'];
  const env = withoutNpmScript(options.env ?? process.env);
  if (cli?.endsWith('.js') && node !== undefined) return run(node, [cli, ...args], { ...options, env });
  // On Windows npm is a command file, which only a shell starts; every argument given here is a plain word.
  return process.platform === 'win32'
    ? run('cmd.exe', ['/d', '/s', '/c', 'npm', ...args], { ...options, env })
    : run('npm', args, { ...options, env });
};
