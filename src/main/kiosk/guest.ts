import { WebContentsView, type Session } from 'electron';
import type { Logger } from '../log/index.ts';
import { createAddressTest, hostOf } from './addresses.ts';
import { createBlocked } from './blocked.ts';
import type { DeskWindow } from './desk-window.ts';
import { guardCertificates, type GuestTrust } from './guards/certificates.ts';
import type { GuardContext } from './guards/context.ts';
import { guardContents, guardSession } from './guards/install.ts';
import { guardResponses } from './guards/responses.ts';
import { guardDragging } from './guards/dragging.ts';
import { guardByProtocol } from './guards/by-protocol.ts';
import { tellOfPrompts } from './guards/sign-in-prompts.ts';
import type { BoundsOf } from './guest-place.ts';
import { createLoad, watchPage, watchTraffic, type Page } from './page.ts';
import type { Partitions } from './partitions.ts';
import type { Guest, GuestEvent, GuestRules } from './port.ts';
import { hardenedPreferences } from './preferences.ts';
import type { SimulatedKey } from './simulated-key.ts';
import { createTurns } from './turns.ts';
import { pressInto, typeInto } from './typing.ts';
import { createWatchdog, type After } from './watchdog.ts';
import { clear, remainsOf, wipe } from './wipe.ts';

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
  readonly partitions: Partitions;
  /** A key for whoever tries the simulation; none when left out, and never on a real tenant. */
  readonly simulatedKey?: SimulatedKey | null;
  /** Silence after which the page counts as hanging, in milliseconds; 120,000 when left out. */
  readonly quietMs?: number;
}

/** Silence allowed: longer than a page's own limits for WebAuthn, shorter than people wait. */
const defaultQuietMs = 120_000;
/** Reloads by the watchdog in the life of one guest: a page that hangs again and again is not loaded for ever. */
const mostReloads = 3;

const createTelling = () => {
  const listeners = new Set<(event: GuestEvent) => void>();
  const listen: Guest['listen'] = (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const tell = (event: GuestEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return { listen, tell };
};

const contextFor = ({ rules, log }: GuestOptions, tell: (event: GuestEvent) => void): GuardContext => ({
  allows: createAddressTest(rules),
  blocked: createBlocked(log, tell),
});

/** A partition in memory alone, guarded before any page can be in it. */
const takeSession = (options: GuestOptions, context: GuardContext): Session => {
  const session = options.partitions.take();
  guardSession(session, context);
  guardResponses(session, options.rules, context);
  guardCertificates(session, {
    trust: options.trust,
    allowPrivateRoots: options.allowPrivateRoots ?? false,
  });
  return session;
};

/** Loads the first address into a page; `hang` ends what hangs in it and loads it again. */
const createLoading = (page: Page, log: Logger) => {
  const load = createLoad(page);
  let first: string | null = null;
  let hangs = 0;
  const reload = (): Promise<void> => (first === null ? Promise.resolve() : load(first));
  return {
    load: (address: string): Promise<void> => {
      first ??= address;
      return load(address);
    },
    reload,
    hang: (): void => {
      // A page that closed itself has no address any more, and cannot be loaded again.
      const gone = page.contents.isDestroyed();
      log.warn('guest.not-responding', { host: gone ? '' : hostOf(page.contents.getURL()) });
      page.tell({ kind: 'not-responding' });
      hangs += 1;
      if (!gone && hangs <= mostReloads) void reload();
    },
  };
};

/** Destroys the page, empties its partition, looks what is left in it, and gives it back. */
const empty = async (page: Page, { log, partitions }: GuestOptions): ReturnType<Guest['close']> => {
  const { contents, session, tell, origins } = page;
  if (!contents.isDestroyed()) contents.close({ waitForBeforeUnload: false });
  tell({ kind: 'closed' });
  const failed = await wipe(session);
  if (failed.length > 0) log.error('guest.wipe-failed', { steps: failed });
  const remains = await remainsOf(
    session,
    [...origins].filter((origin) => origin !== 'null'),
  );
  // A step that failed may have left what cannot be looked for.
  const left = { ...remains, origins: remains.origins + failed.length };
  partitions.giveBack(session, left.cookies + left.origins === 0);
  return left;
};

/**
 * Empties the partition once more, of what the page before may have had under way when it was closed; then does what
 * cannot be done to a page without a process.
 *
 * @returns whether anything may be loaded
 */
const begin = async (page: Page, hang: () => void): Promise<boolean> => {
  const failed = await clear(page.session);
  await page.contents.loadURL('about:blank');
  await guardByProtocol(page.contents, page.context);
  watchPage(page, hang);
  if (failed.length > 0) page.tell({ kind: 'not-responding' });
  return failed.length === 0;
};

const once = <T>(action: () => Promise<T>): (() => Promise<T>) => {
  let answer: Promise<T> | null = null;
  return () => (answer ??= action());
};

/**
 * Opens a guarded window in the desk's window: an empty partition in memory to itself, every guard, the exact hosts of
 * its rules, no preload and no bridge. The desk's own guards must have been installed before.
 */
export const createGuest = (options: GuestOptions): Guest => {
  const { deskWindow, log, clock } = options;
  const { listen, tell } = createTelling();
  const context = contextFor(options, tell);
  const session = takeSession(options, context);
  const view = new WebContentsView({
    webPreferences: { ...hardenedPreferences, session },
  });
  const contents = view.webContents;
  guardContents(contents, context);
  tellOfPrompts(contents, context);
  guardDragging(contents);
  const watchdog = createWatchdog(options.quietMs ?? defaultQuietMs, clock.after, () => hang());
  let closing: ReturnType<Guest['close']> | null = null;
  const page: Page = { contents, session, context, tell, watchdog, origins: new Set() };
  const loading = createLoading(page, log);
  const hang = (): void => {
    if (closing !== null) return;
    // A process that hangs would hang at the next page too; ended, it is told as one that crashed.
    if (!contents.isDestroyed() && !contents.isCrashed()) contents.forcefullyCrashRenderer();
    else loading.hang();
  };
  const begun = once(() => begin(page, hang));
  const inTurn = createTurns(clock.after);
  watchTraffic(page);
  const place = deskWindow.attachGuest(view, options.bounds);
  const key = options.trust === null ? null : (options.simulatedKey ?? null);
  const close = async (): ReturnType<Guest['close']> => {
    watchdog.stop();
    place.leave();
    await key?.unplug(contents);
    return empty(page, options);
  };
  return {
    listen,
    load: async (address) => {
      if (!(await begun())) return;
      await key?.plugInto(contents);
      return loading.load(address);
    },
    reload: loading.reload,
    type: (text, onHost) => typeInto(contents, text, onHost),
    press: (key, onHosts) => inTurn(() => pressInto(contents, key, onHosts)),
    isGone: () => closing === null && contents.isDestroyed(),
    leaveRoom: place.leaveRoom,
    show: (visible) => {
      if (closing === null) place.show(visible);
    },
    close: () => (closing ??= close()),
  };
};
