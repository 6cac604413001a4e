import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';

// The desk on a real tenant, with and without a keyring daemon. The tenant of the example configuration does not exist;
// nothing but the service's public description is asked for.
vi.setConfig({ testTimeout: 60_000 });

const withKeyring = path.resolve('test/fixtures/keyring/with-keyring.sh');
const example = z.record(z.string(), z.unknown());

interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
}

const start = async (desktop: Desktop, folder: string): Promise<Running> => {
  const config = example.parse(JSON.parse(readFileSync(path.resolve('docs/example-config.json'), 'utf8')));
  const file = path.join(desktop.makeDataFolder('configuration'), 'config.json');
  const window = { kiosk: false };
  writeFileSync(file, JSON.stringify({ ...config, window, dataFolder: folder }), { mode: 0o644 });
  const app = await launchAttached(desktop, { args: ['--config', file] });
  return { app, page: await app.firstWindow() };
};

/** How the self-check found the journal, which includes the station's key. */
const journalCheck = async (page: Page): Promise<string> => {
  const check = page.locator('[data-check="journal"]:is([data-state="passed"], [data-state="failed"])');
  await check.waitFor();
  return check.innerText();
};

const backendOf = ({ app }: Running): Promise<string> =>
  app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());

const publicKeyIn = (folder: string): string =>
  readFileSync(path.join(folder, 'station-key.public.jwk'), 'utf8');

describe('a station with a keyring', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await prepareDesktop({ display: 'virtual', within: withKeyring });
  }, 120_000);
  afterAll(() => desktop.dispose());

  it('keeps its key there, and has the same one after a restart', async () => {
    const folder = desktop.makeDataFolder('station');
    const first = await start(desktop, folder);
    expect(await backendOf(first)).toBe('gnome_libsecret');
    expect(await journalCheck(first.page)).not.toContain('station.no-key');
    await first.app.close();
    const kept = publicKeyIn(folder);
    const stored = readFileSync(path.join(folder, 'station-key'));
    // Chromium's mark of a key that a keyring holds; `v10` is the one that everybody knows.
    expect(stored.subarray(0, 3).toString()).toBe('v11');
    expect(stored.toString('latin1')).not.toContain('PRIVATE KEY');

    const second = await start(desktop, folder);
    expect(await journalCheck(second.page)).not.toContain('station.no-key');
    await second.app.close();
    expect(publicKeyIn(folder)).toBe(kept);
    expect(readFileSync(path.join(folder, 'station-key'))).toEqual(stored);
  });
});

describe('a station without a keyring', () => {
  let desktop: Desktop;
  beforeAll(async () => {
    desktop = await prepareDesktop({ display: 'virtual' });
  }, 120_000);
  afterAll(() => desktop.dispose());

  it('does not open on a real tenant, and writes no key that everybody could read', async () => {
    const folder = desktop.makeDataFolder('station');
    const running = await start(desktop, folder);
    expect(['basic_text', 'unknown']).toContain(await backendOf(running));
    expect(await journalCheck(running.page)).toContain('station.no-key');
    expect(await running.page.locator('[data-intent="operator.sign-in"]').count()).toBe(0);
    await running.app.close();
    expect(existsSync(path.join(folder, 'station-key'))).toBe(false);
    expect(existsSync(path.join(folder, 'journal.sqlite'))).toBe(false);
  });
});
