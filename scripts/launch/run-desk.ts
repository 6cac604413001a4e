import { spawn } from 'node:child_process';
import type { Desktop } from './index.ts';

/**
 * Starts the application and waits until it has ended. A signal to this process is passed on, so that the desk can
 * close in its own way; Ctrl+C in a terminal reaches both anyway.
 * @returns its exit status
 */
export const runDesk = async (desktop: Desktop, args: readonly string[]): Promise<number> => {
  const child = spawn(desktop.executablePath, [desktop.appFolder, ...args], {
    env: desktop.env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const pass = (signal: NodeJS.Signals): void => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
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
