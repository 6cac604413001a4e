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

export const createGuestSession = (ports: DeskPorts, store: Store): GuestSession => {
  let open: Guest | null = null;
  const show = createShow(ports, store);
  const wipe = createWipe(ports, store);

  const close = async (): Promise<void> => {
    const guest = open;
    open = null;
    store.update({ guest: null });
    if (guest !== null) await wipe(guest);
  };

  const start: GuestSession['open'] = async (purpose, address, listener) => {
    await close();
    const guest = await ports.openGuest(purpose);
    open = guest;
    const url = new URL(address);
    store.update({
      guest: { host: url.host, secure: url.protocol === 'https:', state: 'loading' },
      problem: null,
    });
    guest.listen((event) => {
      // Whoever waits for the window's end is told, also when it was closed from here.
      if (event.kind === 'closed') listener?.(event);
      if (open !== guest || event.kind === 'closed') return;
      show(event);
      listener?.(event);
    });
    await guest.load(address);
    return guest;
  };

  const signInWindow = (purpose: GuestPurpose): SignInWindow => ({
    open: async (address) => {
      let gone: () => void = () => undefined;
      const closed = new Promise<void>((resolve) => {
        gone = resolve;
      });
      const guest = await start(purpose, address, (event) => {
        if (event.kind === 'closed') gone();
      });
      return {
        closed,
        close: () => {
          if (open === guest) void close();
        },
      };
    },
  });

  return { open: start, current: () => open, close, signInWindow };
};
