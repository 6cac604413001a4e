import { performance } from 'node:perf_hooks';
import type { ElectronApplication, Page } from 'playwright';
import type { Channel, ScreenKind } from '../../src/shared/index.ts';
import type { Pictures } from './pictures.ts';

const PATIENCE_MS = 45_000;

/** Plays both people through the desk's real screens, and measures how long the machine made them wait. */
export interface DeskPlayer {
  readonly page: Page;
  /** Waits for a screen and takes its picture. @throws Error saying which screen stands there instead */
  readonly at: (...kinds: readonly ScreenKind[]) => Promise<ScreenKind>;
  /** Presses the control of that intent. */
  readonly press: (intent: Channel, which?: string) => Promise<void>;
  /** What a keyboard reader does: all keys of the number at once, then Enter, as input of the window itself. */
  readonly holdBadge: (number: string) => Promise<void>;
  /** Does something as a person; from now on the machine is waited for. */
  readonly act: (action: () => Promise<void>) => Promise<void>;
  /** The guarded window's page. */
  readonly guest: () => Promise<Page>;
  readonly currentGuest: () => Page | null;
  /** Milliseconds waited after the action that led to this screen, the last time it came. */
  readonly waitedFor: (kind: ScreenKind) => number;
  readonly waitedMs: () => number;
  readonly waits: () => ReadonlyMap<ScreenKind, number>;
}

const isGuest = (page: Page): boolean => page.url().startsWith('https:');

/** The guarded windows are pages of the same application. */
const guestOf = (app: ElectronApplication): Page | null =>
  app
    .windows()
    .filter((page) => !page.isClosed() && isGuest(page))
    .at(-1) ?? null;

const waitForGuest = async (app: ElectronApplication): Promise<Page> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const page = guestOf(app);
    if (page !== null) return page;
    if (performance.now() > deadline) throw new Error('no guarded window came');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/**
 * Keys of the automation protocol reach the page alone; those of the window pass the desk's own listener first,
 * as a reader's do.
 */
const typeAsReader = (app: ElectronApplication, number: string): Promise<void> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('the desk has no window');
      for (const keyCode of keys) {
        window.webContents.sendInputEvent({ type: 'keyDown', keyCode });
        window.webContents.sendInputEvent({ type: 'char', keyCode });
        window.webContents.sendInputEvent({ type: 'keyUp', keyCode });
      }
    },
    [...number, 'Enter'],
  );

export const createDeskPlayer = (
  app: ElectronApplication,
  page: Page,
  pictures: () => Pictures,
): DeskPlayer => {
  const waits = new Map<ScreenKind, number>();
  let actedAt = performance.now();
  let waited = 0;

  const present = async (): Promise<string> =>
    (await page.locator('[data-screen]').getAttribute('data-screen')) ?? 'none';

  const at: DeskPlayer['at'] = async (...kinds) => {
    const selector = kinds.map((kind) => `[data-screen="${kind}"]`).join(', ');
    try {
      await page.waitForSelector(selector, { timeout: PATIENCE_MS });
    } catch (cause) {
      const problem = await page.locator('.problem').allTextContents();
      throw new Error(
        `waited for ${kinds.join(' or ')}, but there is ${await present()} ${problem.join(' ')}`,
        { cause },
      );
    }
    const shown = await present();
    const found = kinds.find((one) => one === shown);
    // Between the two looks the desk has gone on by itself.
    if (found === undefined) return at(...kinds);
    const ms = performance.now() - actedAt;
    waits.set(found, ms);
    waited += ms;
    await pictures().take(found);
    actedAt = performance.now();
    return found;
  };

  const act: DeskPlayer['act'] = async (action) => {
    actedAt = performance.now();
    await action();
  };

  return {
    page,
    at,
    act,
    press: (intent, which = '') =>
      act(() => page.locator(`[data-intent="${intent}"]${which}`).first().click({ timeout: PATIENCE_MS })),
    holdBadge: (number) => act(() => typeAsReader(app, number)),
    guest: () => waitForGuest(app),
    currentGuest: () => guestOf(app),
    waitedFor: (kind) => waits.get(kind) ?? 0,
    waitedMs: () => waited,
    waits: () => waits,
  };
};
