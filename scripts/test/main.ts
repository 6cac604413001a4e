// npm test and its parts: runs every part whatever the others did, and ends with one line, `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../build.ts';
import { runMain } from '../main.ts';
import { root } from '../setup/paths.mjs';
import { say, SetupError } from '../setup/report.mjs';
import { addTallies, countTests, notPassed, total } from './count.ts';
import { partsOf, type Count, type Part } from './parts.ts';

/** Runs a file with the project's Node and this terminal. */
const runNode = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<number> =>
  new Promise((resolve) => {
    const env = { ...process.env, ...more };
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
    child.on('error', () => {
      resolve(1);
    });
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });

/** Runs a file with the project's Node, and says what it wrote only when it has ended. */
const runNodeQuietly = (args: readonly string[]): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const written: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => written.push(chunk));
    child.on('error', () => {
      resolve(1);
    });
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(written));
      resolve(code ?? 1);
    });
  });

/** What a part came to. */
interface Outcome extends Count {
  /** What did not pass, a line each, where the part can name it. */
  readonly wrong: readonly string[];
}
const outcome = (passed: boolean): Outcome => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, wrong: [] });

const runTests = async (part: Part & { kind: 'tests' }, filters: readonly string[]): Promise<Outcome> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-tests-'));
  const file = path.join(folder, 'report.json');
  const args = ['run', '-c', '.config/vitest.config.ts', '--reporter=default', '--reporter=json'];
  const own = [`--outputFile.json=${file}`, ...part.words];
  const which = filters.length === 0 ? [`${part.folder}/`] : filters;
  const tally = path.join(folder, 'tally.jsonl');
  const words = ['node_modules/vitest/vitest.mjs', ...args, ...own, ...which];
  const code = await runNode(words, { TAPDESK_TALLY: tally });
  const json = readIfThere(file);
  const tallied = readIfThere(tally);
  rmSync(folder, { recursive: true, force: true });
  if (tallied !== undefined) sayTally(part.name, tallied);
  return { ...countTests(json, code), wrong: notPassed(json, root) };
};

const readIfThere = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, 'utf8') : undefined;

/** What the crash points, or the attempts of hostile pages, of a part came to, in sum. */
const sayTally = (name: string, tallied: string): void => {
  const { tried, leftBehind } = addTallies(tallied);
  say(
    name === 'security'
      ? `${name}: ${tried} attempts, ${leftBehind} got through`
      : `${name}: ${tried} points, ${leftBehind} left behind`,
  );
};

const runBuild = async (): Promise<Outcome> => {
  try {
    await ensureBuilt();
    return outcome(true);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(error.message);
    return outcome(false);
  }
};

const runPart = async (part: Part, filters: readonly string[]): Promise<Outcome> => {
  switch (part.kind) {
    case 'build':
      return runBuild();
    case 'check':
      return outcome(
        (await (part.beside === true ? runNodeQuietly : runNode)([part.script, ...part.args])) === 0,
      );
    case 'tests':
      return runTests(part, filters);
  }
};

interface Ran {
  readonly name: string;
  readonly count: Outcome;
}

/** One after the other, whatever the one before came to. */
const runInTurn = async (parts: readonly Part[], filters: readonly string[]): Promise<readonly Ran[]> => {
  const ran: Ran[] = [];
  for (const part of parts) {
    const start = performance.now();
    say(`${part.name} …`);
    const count = await runPart(part, filters);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`${part.name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s`);
    ran.push({ name: part.name, count });
  }
  return ran;
};

const isBeside = (part: Part): boolean => part.kind === 'check' && part.beside === true;

await runMain(async () => {
  const [name = 'all', ...filters] = process.argv.slice(2);
  const parts = partsOf(name);
  if (parts === undefined) throw new SetupError(`there is no part of the tests called ${name}.`);
  const lanes = [parts.filter(isBeside), parts.filter((part) => !isBeside(part))];
  const ran = (await Promise.all(lanes.map((lane) => runInTurn(lane, filters)))).flat();
  const { passed, failed } = total(ran.map(({ count }) => count));
  const wrong = ran.filter(({ count }) => count.failed !== 0);
  if (wrong.length > 0) say(`failed: ${wrong.map(({ name }) => name).join(', ')}`);
  for (const line of wrong.flatMap(({ count }) => count.wrong)) say(`  ${line}`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
