/** What is missing on this machine, and what the person who started the command can do: shown without a stack. */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/**
 * One line of progress. Standard output belongs to the command that follows, so it goes to standard error.
 * @param {string} line
 */
export const say = (line) => void process.stderr.write(`tapdesk: ${line}\n`);

/**
 * Says what is being done, does it, and says how long it took.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const timed = async (what, work) => {
  say(`${what} …`);
  const start = performance.now();
  const result = await work();
  say(`${what}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
};
