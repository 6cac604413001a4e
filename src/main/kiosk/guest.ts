import { session as sessions, WebContentsView, type Session, type WebContents } from 'electron';
import type { Logger } from '../log/index.ts';
import { createAddressTest, hostOf } from './addresses.ts';
import type { BoundsOf, DeskWindow } from './desk-window.ts';
import { guardCertificates, type GuestTrust } from './guards/certificates.ts';
import type { GuardContext } from './guards/context.ts';
import { guardContents, guardSession } from './guards/install.ts';
import { guardResponses } from './guards/responses.ts';
import type { Guest, GuestEvent, GuestRules } from './port.ts';
import { hardenedPreferences } from './preferences.ts';
import { typeInto } from './typing.ts';
import { createWatchdog, type After, type Watchdog } from './watchdog.ts';
import { wipe } from './wipe.ts';

export interface GuestOptions {
  readonly deskWindow: DeskWindow;
  readonly rules: GuestRules;
  readonly bounds: BoundsOf;
  /** The simulated tenant's certificates; null on a real tenant. */
  readonly trust: GuestTrust | null;
  /** Accept certificates of authorities that the site put on this machine; no when left out. */
  readonly allowPrivateRoots?: boolean;
  readonly log: Logger;
  readonly clock: { readonly after: After };
  /** A fresh random name, for the partition. */
  readonly newId: () => string;
  /** Silence after which the page counts as hanging, in milliseconds; 120,000 when left out. */
  readonly quietMs?: number;
}

/** Silence allowed: longer than a page's own limits for WebAuthn, shorter than people wait. */
const defaultQuietMs = 120_000;
/** Reloads by the watchdog in the life of one guest: a page that hangs again and again is not loaded for ever. */
const mostReloads = 3;

interface Parts {
  readonly contents: WebContents;
  readonly session: Session;
  readonly tell: (event: GuestEvent) => void;
  readonly watchdog: Watchdog;
}

const watchPage = ({ contents, tell, watchdog }: Parts, hang: () => void): void => {
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

const watchTraffic = ({ session, tell, watchdog }: Parts, allows: GuardContext['allows']): void => {
  session.webRequest.onSendHeaders(() => watchdog.touch());
  session.webRequest.onCompleted(({ method, statusCode, url }) => {
    watchdog.touch();
    const changed = (method === 'POST' || method === 'PUT') && statusCode >= 200 && statusCode < 400;
    if (changed && allows(url, 'page')) tell({ kind: 'posted', host: hostOf(url) });
  });
};

const createLoad =
  ({ contents, tell }: Parts, context: GuardContext): Guest['load'] =>
  async (address) => {
    // Electron asks no guard about what the main process loads.
    if (!context.allows(address, 'page')) return context.blocked('load', hostOf(address), 'page');
    try {
      await contents.loadURL(address);
    } catch (error) {
      // ERR_ABORTED: the page went on by itself; ERR_BLOCKED_BY_CLIENT: told by the guard. The error's text has
      // the whole address, so nothing of it goes further.
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code !== 'ERR_ABORTED' && code !== 'ERR_BLOCKED_BY_CLIENT') tell({ kind: 'not-responding' });
    }
  };

const makeView = (session: Session): WebContentsView =>
  new WebContentsView({ webPreferences: { ...hardenedPreferences, session } });

const contextFor = ({ rules, log }: GuestOptions, tell: (event: GuestEvent) => void): GuardContext => ({
  allows: createAddressTest(rules),
  blocked: (hook, host, use) => {
    log.warn('guest.blocked', { hook, host });
    if (use === 'page') tell({ kind: 'blocked-host', host });
  },
});

/**
 * Opens a guarded window in the desk's window: a partition of its own in memory, every guard, the exact hosts of
 * its rules, no preload and no bridge. The desk's own guards must have been installed before.
 */
export const createGuest = (options: GuestOptions): Guest => {
  const { deskWindow, log, clock, newId, trust } = options;
  const listeners = new Set<(event: GuestEvent) => void>();
  const tell = (event: GuestEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const session = sessions.fromPartition(`guest-${newId()}`);
  const context = contextFor(options, tell);
  guardSession(session, context);
  guardResponses(session);
  guardCertificates(session, { trust, allowPrivateRoots: options.allowPrivateRoots ?? false });
  const view = makeView(session);
  const contents = view.webContents;
  guardContents(contents, context);
  let first: string | null = null;
  let reloads = 0;
  let closing: ReturnType<Guest['close']> | null = null;
  const hang = (): void => {
    if (closing !== null) return;
    log.warn('guest.not-responding', { host: hostOf(contents.getURL()) });
    tell({ kind: 'not-responding' });
    reloads += 1;
    if (reloads <= mostReloads && first !== null) void load(first);
  };
  const watchdog = createWatchdog(options.quietMs ?? defaultQuietMs, clock.after, hang);
  const parts: Parts = { contents, session, tell, watchdog };
  const load = createLoad(parts, context);
  watchPage(parts, hang);
  watchTraffic(parts, context.allows);
  const detach = deskWindow.attachGuest(view, options.bounds);
  const destroy = async (): ReturnType<Guest['close']> => {
    watchdog.stop();
    detach();
    if (!contents.isDestroyed()) contents.close({ waitForBeforeUnload: false });
    tell({ kind: 'closed' });
    return wipe(session, (step) => log.error('guest.wipe-failed', { step }));
  };
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    load: (address) => {
      first ??= address;
      return load(address);
    },
    reload: () => (first === null ? Promise.resolve() : load(first)),
    type: (text, onHost) => typeInto(contents, text, onHost),
    close: () => (closing ??= destroy()),
  };
};
