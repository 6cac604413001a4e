import { problemOf } from '../../shared/index.ts';
import type { SignInWindow } from '../identity/index.ts';
import type { Guest, GuestEvent } from '../kiosk/index.ts';
import type { DeskPorts, GuestPurpose } from './ports.ts';
import type { Store } from './state.ts';

/** The one guarded window that may be open, and what it leaves behind: nothing. */
export interface GuestSession {
  /** Opens a window and loads the address. Whatever was open is closed first. */
  readonly open: (
    purpose: GuestPurpose,
    address: string,
    listener?: (event: GuestEvent) => void,
  ) => Promise<Guest>;
  readonly current: () => Guest | null;
  /** Loads the first address again; in a window of its own where the page has closed itself. False: none is open. */
  readonly again: () => Promise<boolean>;
  /** Closes and wipes the open window, if any. */
  readonly close: () => Promise<void>;
  readonly signInWindow: (purpose: GuestPurpose) => SignInWindow;
}

/** What the journal says of a window: of the enrollment under way, if any. */
const lineOf = (store: Store, type: string, data: Readonly<Record<string, string | number>>) => {
  const { enrollment } = store.get();
  const about = { enrollment: enrollment?.id ?? null, subject: enrollment?.person.id ?? null };
  return { type, ...about, step: null, actor: 'station', data };
};

/** What the guarded window tells, as our own chrome shows it. */
const createShow =
  ({ journal }: DeskPorts, store: Store) =>
  (event: GuestEvent): void => {
    const { guest } = store.get();
    if (guest === null) return;
    switch (event.kind) {
      case 'navigated':
        store.update({ guest: { host: event.host, secure: event.secure, state: 'loading' } });
        return;
      case 'ready':
        store.update({ guest: { ...guest, state: 'ready' } });
        return;
      case 'not-responding':
        store.update({
          guest: { ...guest, state: 'not-responding' },
          problem: problemOf('guest.not-responding', { retryable: true }),
        });
        return;
      case 'blocked-host':
        store.update({ problem: problemOf('guest.host-blocked', { params: { host: event.host } }) });
        return;
      case 'blocked':
        journal.append(lineOf(store, 'window.blocked', { hook: event.hook, host: event.host }));
        return;
      default:
    }
  };

/** Closes a window and records what, if anything, was left in it. */
const createWipe =
  ({ journal }: DeskPorts, store: Store) =>
  async (guest: Guest): Promise<void> => {
    const left = await guest.close();
    const clean = left.cookies === 0 && left.origins === 0;
    journal.append(lineOf(store, 'window.wiped', { cookies: left.cookies, origins: left.origins }));
    if (!clean) store.update({ windowsWiped: false });
  };

/** What a window was opened for: the same when another one takes its place. */
interface Visit {
  readonly purpose: GuestPurpose;
  readonly address: string;
  readonly listener: ((event: GuestEvent) => void) | undefined;
}

/** The open window and what it was opened for. */
interface Opened {
  guest: Guest | null;
  visit: Visit | null;
}

/** Opens a window for a visit. Whatever was open has been closed. */
const createBegin = (ports: DeskPorts, store: Store, opened: Opened) => {
  const show = createShow(ports, store);
  return async (visit: Visit): Promise<Guest> => {
    const guest = await ports.openGuest(visit.purpose);
    opened.guest = guest;
    opened.visit = visit;
    const url = new URL(visit.address);
    store.update({
      guest: { host: url.host, secure: url.protocol === 'https:', state: 'loading' },
      problem: null,
    });
    guest.listen((event) => {
      // Whoever waits for the window's end is told, also when it was closed from here; not when another takes its place.
      if (event.kind === 'closed' && opened.visit !== visit) visit.listener?.(event);
      if (opened.guest !== guest || event.kind === 'closed') return;
      show(event);
      visit.listener?.(event);
    });
    await guest.load(visit.address);
    return guest;
  };
};

/** Loads the first address again; a page that closed itself cannot be loaded, so another window takes its place. */
const createAgain =
  (opened: Opened, begin: ReturnType<typeof createBegin>, wipe: ReturnType<typeof createWipe>) =>
  async (): Promise<boolean> => {
    const { guest, visit } = opened;
    if (guest === null || visit === null) return false;
    if (!guest.isGone()) {
      await guest.reload();
      return true;
    }
    opened.guest = null;
    await wipe(guest);
    // Somebody may have gone elsewhere meanwhile.
    if (opened.visit === visit) await begin(visit);
    return true;
  };

export const createGuestSession = (ports: DeskPorts, store: Store): GuestSession => {
  const opened: Opened = { guest: null, visit: null };
  const wipe = createWipe(ports, store);
  const begin = createBegin(ports, store, opened);

  const close = async (): Promise<void> => {
    const { guest } = opened;
    opened.guest = null;
    opened.visit = null;
    store.update({ guest: null });
    if (guest !== null) await wipe(guest);
  };

  const start: GuestSession['open'] = async (purpose, address, listener) => {
    await close();
    return begin({ purpose, address, listener });
  };

  const signInWindow = (purpose: GuestPurpose): SignInWindow => ({
    open: async (address) => {
      let gone: () => void = () => undefined;
      const closed = new Promise<void>((resolve) => {
        gone = resolve;
      });
      await start(purpose, address, (event) => {
        if (event.kind === 'closed') gone();
      });
      const mine = opened.visit;
      return {
        closed,
        close: () => {
          if (opened.visit === mine) void close();
        },
      };
    },
  });

  const again = createAgain(opened, begin, wipe);
  return { open: start, current: () => opened.guest, again, close, signInWindow };
};
