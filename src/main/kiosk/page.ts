import type { OnCompletedListenerDetails, Session, WebContents } from 'electron';
import { hostOf } from './addresses.ts';
import type { GuardContext } from './guards/context.ts';
import type { Guest, GuestEvent } from './port.ts';
import type { Watchdog } from './watchdog.ts';

/** A guest's page with what it is watched by. */
export interface Page {
  readonly contents: WebContents;
  readonly session: Session;
  readonly context: GuardContext;
  readonly tell: (event: GuestEvent) => void;
  readonly watchdog: Watchdog;
  /** Origins that the page or a frame in it has been on. */
  readonly origins: Set<string>;
}

/** Errors of a load that need no telling: the page went on by itself (ERR_ABORTED), or a guard has told already. */
const toldElsewhere: ReadonlySet<number> = new Set([-3, -20]);

/** Tells where the page is, when it is ready, and when it could not be loaded: Chromium's error page is not ready. */
const watchLoading = ({ contents, context, tell, watchdog, origins }: Page, hang: () => void): void => {
  let failed = false;
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) failed = false;
  });
  contents.on('did-fail-load', (_event, code, ...[, , isMainFrame]) => {
    if (!isMainFrame || code === -3) return;
    failed = true;
    if (!toldElsewhere.has(code)) tell({ kind: 'not-responding' });
  });
  contents.on('did-frame-navigate', (_event, address) => {
    if (URL.canParse(address)) origins.add(new URL(address).origin);
  });
  contents.on('did-navigate', (_event, address) => {
    watchdog.touch();
    // Chromium asks nobody before a page turns itself into about:blank.
    if (!context.allows(address, 'page')) {
      context.blocked('elsewhere', hostOf(address), 'page');
      hang();
      return;
    }
    tell({ kind: 'navigated', host: hostOf(address), secure: address.startsWith('https:') });
  });
  contents.on('did-finish-load', () => {
    watchdog.touch();
    if (!failed) tell({ kind: 'ready' });
  });
};

/** Tells all that the page goes through; `hang` is called when its process hangs or is gone. */
export const watchPage = (page: Page, hang: () => void): void => {
  watchLoading(page, hang);
  page.contents.on('input-event', () => page.watchdog.touch());
  page.contents.on('unresponsive', hang);
  page.contents.on('render-process-gone', hang);
  page.contents.on('destroyed', hang);
};

type Answered = Pick<OnCompletedListenerDetails, 'method' | 'statusCode' | 'url'>;

/** Tells when a server has taken something of the page: what a form or a script sent was answered with success. */
export const watchTraffic = ({ session, context, tell, watchdog }: Page): void => {
  session.webRequest.onSendHeaders(() => watchdog.touch());
  const answered = ({ method, statusCode, url }: Answered): void => {
    watchdog.touch();
    const taken = (method === 'POST' || method === 'PUT') && statusCode >= 200 && statusCode < 400;
    if (taken && context.allows(url, 'page')) tell({ kind: 'posted', host: hostOf(url) });
  };
  session.webRequest.onCompleted(answered);
  // A form that is answered with a redirect completes as the GET that follows it.
  session.webRequest.onBeforeRedirect(answered);
};

/** Loads an address into the page. It never throws: an error's text would carry the whole address to a log. */
export const createLoad =
  ({ contents, context, tell }: Page): Guest['load'] =>
  async (address) => {
    if (contents.isDestroyed()) {
      tell({ kind: 'not-responding' });
      return;
    }
    // Electron asks no guard about what the main process loads.
    if (!context.allows(address, 'page')) {
      context.blocked('load', hostOf(address), 'page');
      return;
    }
    await contents.loadURL(address).catch(() => undefined);
  };
