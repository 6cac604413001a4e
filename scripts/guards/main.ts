// Takes each guard away in turn, in a copy of the project, and sees that a test fails each time: a guard that no test
// misses could be lost unnoticed. Ends with one line, `N passed, N failed`; exit status 1 when a test missed nothing.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runMain } from '../main.ts';
import { root } from '../setup/paths.mjs';
import { say, SetupError } from '../setup/report.mjs';
import { guards, type Guard } from './list.ts';

const copied = ['.config', 'scripts', 'src', 'test', 'package.json'];

const copyProject = (): string => {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-guards-'));
  for (const name of copied) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
  return copy;
};

/** @returns whether the tests passed, and what they wrote */
const runTests = (
  copy: string,
  tests: string,
): Promise<{ readonly passed: boolean; readonly text: string }> =>
  new Promise((resolve) => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '-c', '.config/vitest.config.ts', tests];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    }
    child.on('close', (code) => {
      resolve({ passed: code === 0, text });
    });
  });

/** Tests that fail by themselves would notice everything. */
const checkWhole = async (copy: string): Promise<void> => {
  for (const tests of new Set(guards.map((guard) => guard.tests))) {
    const { passed, text } = await runTests(copy, tests);
    if (!passed) throw new SetupError(`${tests} fails with every guard in place:\n${text}`);
  }
};

/** @returns whether a test failed without the guard */
const isMissed = async (copy: string, guard: Guard): Promise<boolean> => {
  const file = path.join(copy, guard.file);
  const whole = readFileSync(file, 'utf8');
  if (whole.split(guard.find).length !== 2) {
    throw new SetupError(
      `${guard.name}: not found once in ${guard.file}. Bring scripts/guards/list.ts up to date.`,
    );
  }
  writeFileSync(
    file,
    whole.replace(guard.find, () => guard.replace),
  );
  const { passed, text } = await runTests(copy, guard.tests);
  writeFileSync(file, whole);
  // A test that fails says so; anything else would be a copy that cannot be run.
  return !passed && /Tests\s.*\d+ failed/.test(text.replaceAll(/\u001b\[\d+m/g, ''));
};

await runMain(async () => {
  const copy = copyProject();
  let failed = 0;
  try {
    await checkWhole(copy);
    for (const guard of guards) {
      const missed = await isMissed(copy, guard);
      say(`without ${guard.name}: ${missed ? 'a test fails' : 'NO TEST FAILS'}`);
      if (!missed) failed += 1;
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${guards.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
