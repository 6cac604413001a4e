import type { ElectronApplication, Page } from 'playwright';
import type { Channel, ScreenKind } from '../../src/shared/index.ts';
import type { Pictures } from './pictures.ts';

const PATIENCE_MS = 45_000;

/** Neither one digit all over nor digits in a row. */
const PIN = '40961728';

/** Screens of the machine's own work: they go on by themselves. */
const passing: ReadonlySet<string> = new Set([
  'operator/working',
  'approver/working',
  'enrollee/wait',
  'enrollee/confirmed',
] satisfies ScreenKind[]);

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
  /**
   * The guarded window's page.
   *
   * @param shows what has to be on it: the window of the step before may still be closing
   */
  readonly guest: (shows?: string) => Promise<Page>;
  readonly currentGuest: () => Page | null;
  /** From now on waits count as those of an enrollment. */
  readonly countFromNow: () => void;
  /** Milliseconds waited after the action that led to this screen, the last time it came. */
  readonly waitedFor: (kind: ScreenKind) => number;
  readonly waitedMs: () => number;
  readonly waits: () => ReadonlyMap<ScreenKind, number>;
}

/** In the page: when each screen came and when something was pressed, in epoch milliseconds. */
interface Watch {
  readonly screens: Record<string, number>;
  pressedAt: number;
}

declare global {
  var tapdeskWatch: Watch | undefined;
}

/** Waits are read where they are felt: driving the page from outside adds time of its own. */
const watchPage = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const watch: Watch = { screens: {}, pressedAt: 0 };
    const epochMs = (): number => performance.timeOrigin + performance.now();
    globalThis.tapdeskWatch = watch;
    let last = '';
    const look = (): void => {
      const kind = document.querySelector('[data-screen]')?.getAttribute('data-screen') ?? '';
      if (kind !== last) watch.screens[kind] = epochMs();
      last = kind;
    };
    look();
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-screen'],
    });
    document.addEventListener('click', () => (watch.pressedAt = epochMs()), { capture: true });
  });

const readWatch = (page: Page): Promise<Watch> =>
  page.evaluate(() => globalThis.tapdeskWatch ?? { screens: {}, pressedAt: 0 });

const isGuest = (page: Page): boolean => page.url().startsWith('https:');

/** The guarded windows are pages of the same application. */
const guestOf = (app: ElectronApplication): Page | null =>
  app
    .windows()
    .filter((page) => !page.isClosed() && isGuest(page))
    .at(-1) ?? null;

/**
 * Its scripts have run too: a button that is there before them can be pressed, and nothing comes of it. A page that
 * closes while it is looked at shows nothing.
 */
const isShowing = async (page: Page, selector: string): Promise<boolean> => {
  try {
    const complete = await page.evaluate(() => document.readyState === 'complete');
    return complete && (await page.locator(selector).first().isVisible());
  } catch {
    return false;
  }
};

const waitForGuest = async (app: ElectronApplication, shows: string | undefined): Promise<Page> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const page = guestOf(app);
    if (page !== null && (shows === undefined || (await isShowing(page, shows)))) return page;
    if (Date.now() > deadline)
      throw new Error(`no guarded window came${shows === undefined ? '' : ` with ${shows}`}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/**
 * Keys of the automation protocol reach the page alone; those of the window pass the desk's own listener first,
 * as a reader's do.
 *
 * @returns when the first one was sent, in epoch milliseconds
 */
const typeAsReader = (app: ElectronApplication, number: string): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }, keys) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('the desk has no window');
      const sentAt = Date.now();
      for (const keyCode of keys) {
        window.webContents.sendInputEvent({ type: 'keyDown', keyCode });
        window.webContents.sendInputEvent({ type: 'char', keyCode });
        window.webContents.sendInputEvent({ type: 'keyUp', keyCode });
      }
      // An answer that is there at once hangs on nothing, and can be collected before it is told.
      return new Promise<number>((resolve) => setImmediate(() => resolve(sentAt)));
    },
    [...Array.from(number), 'Enter'],
  );

export const createDeskPlayer = async (
  app: ElectronApplication,
  page: Page,
  pictures: () => Pictures,
): Promise<DeskPlayer> => {
  await watchPage(page);
  const waits = new Map<ScreenKind, number>();
  let actedAt = Date.now();
  let waited = 0;
  let pressed = false;
  let counting = false;

  const present = async (): Promise<string> =>
    (await page.locator('[data-screen]').getAttribute('data-screen')) ?? 'none';

  const tap = async (pin: string): Promise<void> => {
    for (const digit of pin) await page.locator(`[data-digit="${digit}"]`).click();
  };

  /** The operator's PIN, chosen twice or entered once, wherever it stands between them and the next screen. */
  const enterPin = async (): Promise<void> => {
    await pictures().take('operator/pin', async () => (await present()) === 'operator/pin');
    const pin = PIN.slice(0, await page.locator('.pin-place').count());
    if ((await page.locator('[data-intent="pin.forgotten"]').count()) === 0) await tap(pin);
    await tap(pin);
    // Time is waited for the machine from the last digit on.
    actedAt = Date.now();
    pressed = true;
    await page.locator('[data-screen="operator/pin"]').waitFor({ state: 'detached' });
  };

  /** Waits for one of the screens, and pictures those that come by on the way. */
  const arrive = async (kinds: readonly ScreenKind[]): Promise<ScreenKind> => {
    const deadline = Date.now() + PATIENCE_MS;
    const pictured = new Set<string>();
    for (;;) {
      const shown = await present();
      const found = kinds.find((one) => one === shown);
      if (found !== undefined) return found;
      if (shown === 'operator/pin') await enterPin();
      if (passing.has(shown) && !pictured.has(shown)) {
        pictured.add(shown);
        await pictures().take(shown, async () => (await present()) === shown);
      }
      if (Date.now() > deadline) {
        const problem = await page.locator('.problem').allTextContents();
        throw new Error(`waited for ${kinds.join(' or ')}, but there is ${shown} ${problem.join(' ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const at: DeskPlayer['at'] = async (...kinds) => {
    const found = await arrive(kinds);
    const watch = await readWatch(page);
    const from = Math.max(actedAt, pressed ? watch.pressedAt : 0);
    const ms = Math.max(0, (watch.screens[found] ?? Date.now()) - from);
    waits.set(found, ms);
    if (counting) waited += ms;
    await pictures().take(found);
    return found;
  };

  const act: DeskPlayer['act'] = async (action) => {
    actedAt = Date.now();
    pressed = false;
    await action();
  };

  const press: DeskPlayer['press'] = async (intent, which = '') => {
    await act(() =>
      page.locator(`[data-intent="${intent}"]${which}`).first().click({ timeout: PATIENCE_MS }),
    );
    pressed = true;
  };

  return {
    page,
    at,
    act,
    press,
    countFromNow: () => {
      counting = true;
    },
    holdBadge: (number) =>
      act(async () => {
        // Reaching into the application takes the automation time that no reader takes.
        actedAt = await typeAsReader(app, number);
      }),
    guest: (shows) => waitForGuest(app, shows),
    currentGuest: () => guestOf(app),
    waitedFor: (kind) => waits.get(kind) ?? 0,
    waitedMs: () => waited,
    waits: () => waits,
  };
};
