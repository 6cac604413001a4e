import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ElectronApplication, JSHandle, Page } from 'playwright';
import { build, type InlineConfig } from 'vite';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop, type Desktop } from '../../scripts/launch/index.ts';
import type { Harness } from '../fixtures/guarded/main.ts';

const root = path.resolve(import.meta.dirname, '../..');
const fixture = path.join(root, 'test/fixtures/guarded');

const shared: InlineConfig = { configFile: false, logLevel: 'error', root };

/** Builds one file for Node as the application is built; native packages stay outside. */
export const buildNode = async (entry: string, outDir: string, file: string): Promise<void> => {
  await build({
    ...shared,
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        external: ['electron', 'pcsc-mini'],
        output: { format: file.endsWith('.cjs') ? 'cjs' : 'es', entryFileNames: file },
      },
    },
  });
};

/** Builds the fixture as the application is built: ES module, sandboxed preload, and the page. */
const buildFixture = async (): Promise<string> => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-guarded-'));
  await buildNode(path.join(fixture, 'main.ts'), folder, 'main.js');
  await buildNode(path.join(root, 'src/preload/index.ts'), folder, 'preload.cjs');
  await build({
    ...shared,
    root: path.join(fixture, 'desk'),
    build: { outDir: path.join(folder, 'desk'), emptyOutDir: true, modulePreload: false },
  });
  const about = { name: 'guarded', private: true, type: 'module', main: 'main.js' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about));
  return folder;
};

/** The fixture running in real Electron, with the sandbox on. */
export interface Guarded {
  readonly app: ElectronApplication;
  /** Its main process: `harness.evaluate((harness, argument) => …, argument)`. */
  readonly harness: JSHandle<Harness>;
  readonly desk: Page;
  readonly stop: () => Promise<void>;
}

const launch = (desktop: Desktop): Promise<ElectronApplication> =>
  launchAttached(desktop, { args: [`--user-data-dir=${desktop.makeDataFolder('user-data')}`] });

export const startGuarded = async (): Promise<Guarded> => {
  const folder = await buildFixture();
  const desktop = await prepareDesktop({ app: folder, display: 'virtual' });
  const app = await launch(desktop);
  const desk = await app.firstWindow();
  await desk.waitForSelector('#field');
  // The fixture's main.ts put it there.
  const harness = (await app.evaluateHandle(() => {
    const found: unknown = Reflect.get(globalThis, 'harness');
    return found;
  })) as JSHandle<Harness>;
  return {
    app,
    harness,
    desk,
    stop: async () => {
      await app.close();
      await desktop.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
