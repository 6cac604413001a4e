import { spawn } from 'node:child_process';
import type { Desktop } from './index.ts';

/**
 * Starts the application and waits until it has ended. The first signal to this process is passed on, so that the
 * desk can close in its own way. It is passed once, and reaches the desk in no other way (such as Ctrl+C in a
 * terminal, which signals a whole group): Chromium takes a second one as an order to end at once.
 * @returns its exit status
 */
export const runDesk = async (desktop: Desktop, args: readonly string[]): Promise<number> => {
  const child = spawn(desktop.executablePath, [desktop.appFolder, ...args], {
    env: desktop.env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: process.platform !== 'win32',
  });
  let passed = false;
  const pass = (signal: NodeJS.Signals): void => {
    if (!passed) child.kill(signal);
    passed = true;
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, pass);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => {
        resolve(code ?? 1);
      });
    });
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
};
