import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { asAccount, type Account } from './account.ts';

/** A display for Electron: the variables that name it, and how to take it away. */
export interface Display {
  readonly env: Readonly<Record<string, string>>;
  readonly virtual: boolean;
  readonly stop: () => void;
}

interface DisplayOptions {
  readonly account: Account | undefined;
  /** A folder of this run, for the key to the display. */
  readonly runFolder: string;
}

const SCREEN = '1920x1080x24';

/** Whether this process was started on a display that the account can use: Wayland's belong to one user alone. */
export const hasDisplay = (account: Account | undefined): boolean => {
  if (process.platform !== 'linux') return true;
  const names = account === undefined ? ['DISPLAY', 'WAYLAND_DISPLAY'] : ['DISPLAY'];
  return names.some((name) => (process.env[name] ?? '') !== '');
};

const ownedBy = (account: Account | undefined, file: string): void => {
  chmodSync(file, 0o600);
  if (account !== undefined) chownSync(file, account.uid, account.gid);
};

/**
 * The display of the person who started the command. Root's key to it is copied for the ordinary user, who
 * could not read it where it lies.
 */
export const existingDisplay = ({ account, runFolder }: DisplayOptions): Display => {
  const shared = { virtual: false, stop: () => undefined };
  const display = process.env['DISPLAY'];
  if (account === undefined || display === undefined) return { ...shared, env: {} };
  const key = process.env['XAUTHORITY'] ?? path.join(os.homedir(), '.Xauthority');
  if (!existsSync(key)) return { ...shared, env: { DISPLAY: display } };
  const copy = path.join(runFolder, 'Xauthority');
  copyFileSync(key, copy);
  ownedBy(account, copy);
  return { ...shared, env: { DISPLAY: display, XAUTHORITY: copy } };
};

/** An Xauthority file with one cookie for every display number, which is not known before the server runs:
 * family 65535 (any), no address, no number, then the method and the cookie, each with a 2-byte length. */
const xauthority = (cookie: Buffer): Buffer => {
  const field = (value: Buffer): Buffer =>
    Buffer.concat([Buffer.from([value.length >> 8, value.length & 255]), value]);
  const none = Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([255, 255]),
    ...[none, none, Buffer.from('MIT-MAGIC-COOKIE-1'), cookie].map(field),
  ]);
};

const start = (key: string, account: Account | undefined) => {
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-auth', key];
  const own = account === undefined ? [] : [...asAccount(account), 'Xvfb'];
  return spawn(account === undefined ? 'Xvfb' : 'setpriv', [...own, ...args], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Ctrl+C is not for the display: whoever draws on it closes first.
    detached: true,
  });
};

/** Xvfb makes this folder itself, but, not being root, with a complaint. */
const makeSocketFolder = (): void => {
  if (process.getuid?.() !== 0 || existsSync('/tmp/.X11-unix')) return;
  mkdirSync('/tmp/.X11-unix', { recursive: true });
  chmodSync('/tmp/.X11-unix', 0o1777);
};

/**
 * Starts a virtual display of 1920 × 1080 that only this run's user has the key to, and no network reaches.
 * @throws Error when Xvfb is not installed or does not start, with what it said
 */
export const startVirtualDisplay = async ({ account, runFolder }: DisplayOptions): Promise<Display> => {
  const key = path.join(runFolder, 'Xauthority');
  writeFileSync(key, xauthority(randomBytes(16)), { mode: 0o600 });
  ownedBy(account, key);
  makeSocketFolder();
  const server = start(key, account);
  const stop = (): void => void server.kill();
  const number = await new Promise<string>((resolve, reject) => {
    let said = '';
    let answer = '';
    server.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      if (answer.endsWith('\n')) resolve(answer.trim());
    });
    server.on('error', (cause) =>
      reject(new Error('A virtual display needs Xvfb (Debian: xvfb).', { cause })),
    );
    server.on('exit', () => reject(new Error(`Xvfb ended at its start: ${said.trim()}`)));
  });
  server.unref();
  return { env: { DISPLAY: `:${number}`, XAUTHORITY: key }, virtual: true, stop };
};
