import { existsSync } from 'node:fs';
import { mkdtemp, cp, chmod, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import { processTree, type ElectronProcess } from '../support/processes.ts';

// The same holds elsewhere, but only Linux shows it in files, and only root's commands change the user.
const onLinux = process.platform === 'linux';
const asRoot = process.getuid?.() === 0;

let desktop: Desktop;
let app: ElectronApplication;
let heading: string | null;
let processes: readonly ElectronProcess[];
let closedFolder: string;

beforeAll(async () => {
  // Where a checkout of root's usually lies: nobody else can look into it.
  closedFolder = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-closed-'));
  await chmod(closedFolder, 0o700);
  const source = path.join(closedFolder, 'app');
  await cp(path.resolve(import.meta.dirname, '../fixtures/one-window'), source, { recursive: true });
  desktop = await prepareDesktop({ app: source, display: 'virtual' });
  app = await launchAttached(desktop, { args: [`--user-data-dir=${desktop.makeDataFolder('user-data')}`] });
  heading = await (await app.firstWindow()).textContent('h1');
  processes = onLinux ? processTree(app.process().pid ?? 0) : [];
}, 120_000);

afterAll(async () => {
  await app.close();
  await desktop.dispose();
  await rm(closedFolder, { recursive: true, force: true });
});

test('opens a window from a folder that only its owner can read', () => {
  expect(heading).toBe('One window');
});

if (onLinux) {
  test('runs every process of Electron as an ordinary user', () => {
    expect(processes.length).toBeGreaterThan(2);
    expect(processes.filter((one) => one.uid === 0)).toEqual([]);
  });

  test('filters the system calls of every renderer', () => {
    const renderers = processes.filter((one) => one.type === 'renderer');
    expect(renderers.length).toBeGreaterThan(0);
    expect(renderers.map((one) => one.seccomp)).toEqual(renderers.map(() => 2));
  });

  test('switches the sandbox off for no process', () => {
    const switches = processes.flatMap((one) => one.args);
    expect(
      switches.filter((arg) => /^--(?:no|disable)-.*sandbox$/.test(arg) && arg !== '--no-zygote-sandbox'),
    ).toEqual([]);
  });

  test('leaves neither a display nor folders when it is disposed of', async () => {
    const other = await prepareDesktop({ app: desktop.appFolder, display: 'virtual' });
    const folder = other.makeDataFolder('left');
    const number = (other.env['DISPLAY'] ?? '').slice(1);
    expect(existsSync(`/tmp/.X11-unix/X${number}`)).toBe(true);
    await other.dispose();
    expect(existsSync(folder)).toBe(false);
    await expect.poll(() => existsSync(`/tmp/.X11-unix/X${number}`)).toBe(false);
  });
}

if (asRoot) {
  test('gives the main process a home of its own and nothing of the environment of whoever started it', async () => {
    const env = await app.evaluate(() => ({ ...process.env }));
    expect(env['HOME']).not.toBe(os.homedir());
    expect(Object.keys(env).filter((name) => name.startsWith('VITEST'))).toEqual([]);
  });

  test('cannot change what it is started from', async () => {
    const writable = await app.evaluate(({ app: electron }) => {
      const { accessSync, constants } = process.getBuiltinModule('node:fs');
      return [electron.getAppPath(), process.execPath].filter((file) => {
        try {
          accessSync(file, constants.W_OK);
          return true;
        } catch {
          return false;
        }
      });
    });
    expect(writable).toEqual([]);
  });
}
