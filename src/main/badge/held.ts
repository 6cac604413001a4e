import type { WedgeClock } from './burst.ts';
import type { WedgeKey } from './wedge.ts';

/** Puts a key into the page it was meant for, as if it had been struck now. */
export type GiveBack = (key: WedgeKey) => void;

/** Keys that may begin a read, kept from the page until it is sure what they are. */
export interface Held {
  readonly add: (key: WedgeKey, giveBack: GiveBack) => void;
  /** Whether a key of this place is held down as far as the page is to know. */
  readonly isDown: (code: string) => boolean;
  /** They were somebody's typing: the page gets them in their order. */
  readonly release: () => void;
  /** They were a reader's. @returns places of keys that have not come up yet */
  readonly drop: () => readonly string[];
}

/** @param ms after which keys that nothing followed are given back: a reader would have gone on by then */
export const createHeld = (clock: WedgeClock, ms: number): Held => {
  let events: { readonly key: WedgeKey; readonly giveBack: GiveBack }[] = [];
  let cancel: () => void = () => undefined;
  const take = (): typeof events => {
    cancel();
    const taken = events;
    events = [];
    return taken;
  };
  const release = (): void => {
    for (const { key, giveBack } of take()) giveBack(key);
  };
  const isDown = (code: string): boolean =>
    events.findLast(({ key }) => key.code === code)?.key.type === 'keyDown';
  return {
    add: (key, giveBack) => {
      events.push({ key, giveBack });
      if (key.type !== 'keyDown') return;
      cancel();
      cancel = clock.after(ms, release);
    },
    isDown,
    release,
    drop: () => {
      const down = [...new Set(events.map(({ key }) => key.code))].filter(isDown);
      take();
      return down;
    },
  };
};
