import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright';
import { launchAttached } from '../../scripts/launch/attached.ts';
import { prepareDesktop } from '../../scripts/launch/index.ts';
import type { PushOf } from '../../src/shared/index.ts';
import type { Sample } from './samples.ts';
import { buildGallery, serveGallery } from './serve.ts';

declare global {
  interface Window {
    axe: Pick<typeof axe, 'run'>;
  }
}

/** The gallery in the Electron that runs the desk, under the desk's own headers. */
export interface OpenGallery {
  readonly page: Page;
  readonly names: readonly string[];
  /** What the page complained of, such as a broken security policy. */
  readonly complaints: readonly string[];
  readonly show: (name: string, language?: string) => Promise<void>;
  /** The screen that is shown already, in another language. */
  readonly retell: (name: string, language: string) => Promise<void>;
  /** Another screen than those of the samples. */
  readonly showOther: (sample: Sample) => Promise<void>;
  /** What axe finds wrong with what is shown. @param only these rules, or all that have these tags */
  readonly violations: (only: axe.RunOnly) => Promise<readonly axe.Result[]>;
  readonly givePass: (text: string) => Promise<void>;
  readonly blankPass: () => Promise<void>;
  readonly resize: (width: number, height: number) => Promise<void>;
  readonly sent: () => Promise<readonly { readonly channel: string; readonly request: unknown }[]>;
  readonly close: () => Promise<void>;
}

/** A frame as soon as it is painted: thousands of screens are shown here, and each would wait for a display's next one. */
const AT_ONCE = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** Builds, serves and opens the gallery; `close` takes everything away again. */
export const openGallery = async (): Promise<OpenGallery> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tapdesk-gallery-'));
  await buildGallery(folder);
  const server = await serveGallery(folder);
  const desktop = await prepareDesktop({
    app: path.resolve(import.meta.dirname, '../fixtures/gallery'),
    display: 'virtual',
  });
  const app = await launchAttached(desktop, {
    args: [...AT_ONCE, `--user-data-dir=${desktop.makeDataFolder('gallery')}`, server.address],
  });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.waitForSelector('[data-screen]');
  // Colours that are still on their way are nobody's.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  // Once: what AxeBuilder does at each screen takes longer than to look at it.
  await page.evaluate(axe.source);
  const show = (address: string): Promise<void> =>
    page.evaluate((next) => window.gallery.show(next), address);
  const names = await page.evaluate(() => window.gallery.names);
  return {
    page,
    names,
    complaints,
    show: async (name, language = 'en') => {
      // By way of another screen, so that nothing is left over from a sample of the same kind.
      const between = name === 'enrollee-opens-soon' ? 'enrollee-attract' : 'enrollee-opens-soon';
      for (const one of [between, name]) await show(`${one}/${language}`);
    },
    retell: (name, language) => show(`${name}/${language}`),
    showOther: (sample) => page.evaluate((instead) => window.gallery.show('other/en', instead), sample),
    violations: (only) =>
      page.evaluate(async (runOnly) => (await window.axe.run(document, { runOnly })).violations, only),
    givePass: (text) =>
      page.evaluate((pass: PushOf<'pass.show'>) => window.gallery.push('pass.show', pass), {
        enrollmentId: 'e1',
        text,
      }),
    blankPass: () => page.evaluate(() => window.gallery.push('pass.blank', {})),
    resize: async (width, height) => {
      await app.evaluate(
        ({ BrowserWindow }, size) =>
          BrowserWindow.getAllWindows()[0]?.setContentSize(size.width, size.height),
        { width, height },
      );
      await page.waitForFunction((wanted) => window.innerWidth === wanted, width);
    },
    sent: () => page.evaluate(() => window.sent),
    close: async () => {
      await app.close();
      await desktop.dispose();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
