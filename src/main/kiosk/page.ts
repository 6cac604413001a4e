import type { Session, WebContents } from 'electron';
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
}

/** Tells where the page is and when it is ready; `hang` is called when its process hangs or is gone. */
export const watchPage = ({ contents, tell, watchdog }: Page, hang: () => void): void => {
  contents.on('did-navigate', (_event, address) => {
    watchdog.touch();
    tell({ kind: 'navigated', host: hostOf(address), secure: address.startsWith('https:') });
  });
  contents.on('did-finish-load', () => {
    watchdog.touch();
    tell({ kind: 'ready' });
  });
  contents.on('input-event', () => watchdog.touch());
  contents.on('unresponsive', hang);
  contents.on('render-process-gone', hang);
};

/** Tells when a server has taken something of the page: what a form or a script sent was answered with success. */
export const watchTraffic = ({ session, context, tell, watchdog }: Page): void => {
  session.webRequest.onSendHeaders(() => watchdog.touch());
  session.webRequest.onCompleted(({ method, statusCode, url }) => {
    watchdog.touch();
    const taken = (method === 'POST' || method === 'PUT') && statusCode >= 200 && statusCode < 400;
    if (taken && context.allows(url, 'page')) tell({ kind: 'posted', host: hostOf(url) });
  });
};

/** Errors that are no failure: the page went on by itself, or a guard has blocked it and told so. */
const expected: ReadonlySet<unknown> = new Set(['ERR_ABORTED', 'ERR_BLOCKED_BY_CLIENT']);

/** Loads an address into the page. It never throws: an error's text would carry the whole address to a log. */
export const createLoad =
  ({ contents, context, tell }: Page): Guest['load'] =>
  async (address) => {
    // Electron asks no guard about what the main process loads.
    if (!context.allows(address, 'page')) {
      context.blocked('load', hostOf(address), 'page');
      return;
    }
    try {
      await contents.loadURL(address);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (!expected.has(code)) tell({ kind: 'not-responding' });
    }
  };
