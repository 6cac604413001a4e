import type { WedgeSettings } from './identifier.ts';
import type { BadgeEvent } from './port.ts';
import { createWedge, type Wedge, type WedgeOptions } from './wedge.ts';

/** A keyboard reader whose format can be changed while it is used. */
export interface SwitchableWedge extends Wedge {
  /** Reads by other settings from the next key on; what had begun is forgotten. */
  readonly use: (settings: WedgeSettings) => void;
}

/** Keys go to one reader at a time, and whoever listens hears whichever it is. */
export const createSwitchableWedge = (options: WedgeOptions): SwitchableWedge => {
  const listeners = new Set<(event: BadgeEvent) => void>();
  const open = (settings: WedgeSettings): Wedge => {
    const wedge = createWedge({ ...options, settings });
    wedge.reader.listen((event) => {
      // One that was exchanged in the middle of a read has nothing more to say.
      if (wedge !== now) return;
      for (const listener of listeners) listener(event);
    });
    return wedge;
  };
  let now = open(options.settings);
  return {
    key: (key, giveBack) => now.key(key, giveBack),
    use: (settings) => {
      now = open(settings);
    },
    reader: {
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
};
