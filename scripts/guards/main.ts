// Takes each guard away in turn, in a copy of the project, and sees that a test fails each time: a guard that no test
// misses could be lost unnoticed. `--sample` takes those that a part of npm test takes,
// `--only=TEXT` those in files whose name has the text, `--shard=2/5` each fifth from the second on. Ends with one line, `N passed, N failed`; exit status 1 when a test missed nothing.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runMain } from '../main.ts';
import { root } from '../setup/paths.mjs';
import { say, SetupError } from '../setup/report.mjs';
import type { Guard } from './guard.ts';
import { guards } from './list.ts';
import { shardOf } from './shard.ts';

/** With what a package is made of: some tests make one. */
const copied = [
  ...['.config', 'scripts', 'src', 'test', 'docs', 'assets', 'LICENSE'],
  ...['package.json', 'package-lock.json', 'electron-builder.yml'],
];

/** What a package takes along has to lie in the copy itself: the packager follows no link out of it. */
const packed = ['libsql', '@libsql', '@neon-rs', 'detect-libc', 'pcsc-mini', '@pcsc-mini'];

const linkModules = (folder: string): void => {
  mkdirSync(folder);
  for (const name of readdirSync(path.join(root, 'node_modules'))) {
    const [from, to] = [path.join(root, 'node_modules', name), path.join(folder, name)];
    if (packed.includes(name)) cpSync(from, to, { recursive: true });
    else symlinkSync(from, to);
  }
};

const copyProject = (): string => {
  const copy = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-guards-'));
  for (const name of copied) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  linkModules(path.join(copy, 'node_modules'));
  return copy;
};

/** Up to the first that fails. @returns whether the tests passed, and what they wrote */
const runTests = (
  copy: string,
  [file, names]: Guard['tests'],
): Promise<{ readonly passed: boolean; readonly text: string }> =>
  new Promise((resolve) => {
    const args = ['node_modules/vitest/vitest.mjs', 'run', '-c', '.config/vitest.config.ts', file];
    const child = spawn(process.execPath, [...args, '-t', names, '--bail=1'], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'pipe'],
      // The points that show most are tried whatever the size of the sample.
      // A copy has no history to take the date of a package from.
      env: { SOURCE_DATE_EPOCH: '1700000000', ...process.env, TAPDESK_CRASH_SAMPLE: '0' },
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    }
    child.on('close', (code) => {
      resolve({ passed: code === 0, text });
    });
  });

/** Tests that fail by themselves would notice everything. */
const checkWhole = async (copy: string, taken: readonly Guard[]): Promise<void> => {
  const each = new Map<string, string[]>();
  for (const { tests } of taken) each.set(tests[0], [...(each.get(tests[0]) ?? []), tests[1]]);
  for (const [file, names] of each) {
    const tests = [file, names.join('|')] as const;
    const { passed, text } = await runTests(copy, tests);
    if (!passed) throw new SetupError(`${tests.join(' ')} fails with every guard in place:\n${text}`);
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

const wordOf = (name: string): string | undefined =>
  process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);

await runMain(async () => {
  // The run of all tests has shown already that they pass with every guard in place.
  const isSample = process.argv.includes('--sample');
  const only = wordOf('only') ?? '';
  const wanted = shardOf(
    guards.filter(({ file }) => file.includes(only)),
    wordOf('shard') ?? '1/1',
  );
  const taken = isSample ? wanted.filter(({ always }) => always === true) : wanted;
  const copy = copyProject();
  let failed = 0;
  try {
    if (!isSample) await checkWhole(copy, taken);
    for (const guard of taken) {
      const missed = await isMissed(copy, guard);
      say(`without ${guard.name}: ${missed ? 'a test fails' : 'NO TEST FAILS'}`);
      if (!missed) failed += 1;
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  console.log(`${taken.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
