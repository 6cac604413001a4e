import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/main/log/index.ts';

const logger = path.resolve('src/main/log/index.ts');
/** Logs when told to, and says at its end that it has come to it. */
const program = `
  import { createLogger } from ${JSON.stringify(logger)};
  process.stdin.once('data', () => {
    const log = createLogger();
    const module = log.module('test');
    let lines = 0;
    const timer = setInterval(() => {
      module.error('something', { lines });
      lines += 1;
      if (lines < 20) return;
      clearInterval(timer);
      process.stdout.write('still here');
      process.stdin.destroy();
    }, 1);
  });
`;

/** Runs the program with its log going to `target`. @returns exit status and what it said */
const logTo = async (
  target: 'pipe' | number,
): Promise<{ readonly code: number | null; readonly said: string }> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['pipe', 'pipe', target],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // Nobody reads what it logs.
  child.stderr?.destroy();
  child.stdin?.write('go\n');
  await once(child, 'close');
  return { code: child.exitCode, said };
};

describe('a log that cannot be written', () => {
  it('because nobody reads it any more ends nothing', async () => {
    expect(await logTo('pipe')).toEqual({ code: 0, said: 'still here' });
  });

  it('because its disk is full ends nothing', async () => {
    // A device that has no room, ever. Elsewhere than on Linux a stream that only reads stands for it.
    const target = process.platform === 'linux' ? openSync('/dev/full', 'w') : openSync(logger, 'r');
    try {
      expect(await logTo(target)).toEqual({ code: 0, said: 'still here' });
    } finally {
      closeSync(target);
    }
  });
});

it('a line has its event, its fields and its module, and no secret', () => {
  const lines: string[] = [];
  const log = createLogger({ write: (line) => void lines.push(line) });
  log
    .module('desk')
    .warn('effect-failed', { step: 'issue', pass: 'nothing to see', deep: { token: 'nothing' } });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    module: 'desk',
    event: 'effect-failed',
    step: 'issue',
    pass: '[secret]',
    deep: { token: '[secret]' },
  });
});
