import type { Guest, GuestEvent } from '../../src/main/kiosk/index.ts';

/** A guarded window that does what the test says. */
export const createScriptedGuest = () => {
  const listeners = new Set<(event: GuestEvent) => void>();
  const loaded: string[] = [];
  const typed: string[] = [];
  const pressed: string[] = [];
  let room = 0;
  let front: string | null = null;
  let closed = 0;
  let gone = false;
  let left = { cookies: 0, origins: 0 };
  const guest: Guest = {
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load: (address) => {
      gone = false;
      loaded.push(address);
      return Promise.resolve();
    },
    reload: () => Promise.resolve(),
    isGone: () => gone,
    show: () => undefined,
    type: (text, onHost) => {
      typed.push(`${onHost} ${text.length}`);
      return Promise.resolve(true);
    },
    press: (key, onHosts) => {
      pressed.push([key, ...onHosts].join(' '));
      return Promise.resolve(front === null || onHosts.includes(front));
    },
    leaveRoom: (pixels) => {
      room = pixels;
    },
    close: () => {
      closed += 1;
      for (const listener of [...listeners]) listener({ kind: 'closed' });
      return Promise.resolve(left);
    },
  };
  return {
    guest,
    loaded,
    typed,
    pressed,
    room: () => room,
    /** Another host comes to the front. */
    goTo: (host: string) => {
      front = host;
    },
    closedTimes: () => closed,
    /** Its page closes itself. */
    vanish: () => {
      gone = true;
    },
    leave: (cookies: number) => {
      left = { cookies, origins: 0 };
    },
    tell: (event: GuestEvent) => {
      for (const listener of [...listeners]) listener(event);
    },
  };
};
