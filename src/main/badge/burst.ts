import { identifierIn, type Identified, type WedgeSettings } from './identifier.ts';
import type { BadgeMisread } from './port.ts';

/** Time as the wedge needs it. */
export interface WedgeClock {
  /** Epoch milliseconds, for the time of a read. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** Calls `action` once after so many milliseconds; the answer cancels. */
  readonly after: (ms: number, action: () => void) => () => void;
}

/** What a burst of keys turned out to be. */
export type Outcome = Identified;

/**
 * So many keys in a row, each within the time between keys, are a reader. One key says nothing, and two come as
 * fast from two fingers of one person; three do not, so no person's typing is taken for a read.
 */
const certainAt = 3;
/** A burst is over when nothing more comes for so many times the time between keys: a busy machine hands keys on late. */
const endAfterKeys = 6;
const shortestEndMs = 200;

const printable = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u;

interface Keys {
  /** Never grows over what a read may have; emptied at the first fault. */
  text: string;
  count: number;
  lastMs: number;
  fault: BadgeMisread['code'] | null;
}

/** Keys that come too fast for a person, up to the one that ends them. */
export interface Burst {
  /** Takes a character, or the name of a key that is none. */
  readonly add: (key: string) => void;
  /** Takes the key that ends a read. @returns whether it belonged to a burst */
  readonly end: () => boolean;
  /** Whether the keys so far can only come from a reader. */
  readonly isCertain: () => boolean;
  readonly isOpen: () => boolean;
}

const addTo = (keys: Keys, key: string, { prefix, maxLength }: WedgeSettings): void => {
  keys.count += 1;
  if (keys.fault !== null) return;
  if (!printable.test(key)) keys.fault = 'badge.unreadable';
  else if (keys.text.length + key.length > prefix.length + maxLength) keys.fault = 'badge.too-long';
  keys.text = keys.fault === null ? keys.text + key : '';
};

/** The keys of the present burst, forgotten when they come too slowly or nothing more comes. */
const createOpenBurst = (
  { clock, settings }: { readonly clock: WedgeClock; readonly settings: WedgeSettings },
  onQuiet: (keys: Keys) => void,
) => {
  let open: Keys | null = null;
  let cancel: () => void = () => undefined;
  const quietMs = Math.max(shortestEndMs, endAfterKeys * settings.interKeyMs);
  const forget = (): void => {
    cancel();
    open = null;
  };
  const isLate = (keys: Keys): boolean =>
    keys.count < certainAt && clock.monotonicMs() - keys.lastMs > settings.interKeyMs;
  return {
    forget,
    /** Null when the next key would begin a new burst. */
    get: (): Keys | null => {
      if (open !== null && isLate(open)) forget();
      return open;
    },
    keep: (keys: Keys): void => {
      cancel();
      open = keys;
      keys.lastMs = clock.monotonicMs();
      cancel = clock.after(quietMs, () => {
        forget();
        onQuiet(keys);
      });
    },
  };
};

/**
 * Collects bursts, one after the other.
 *
 * @param options.onOutcome is called once a burst: with the number, or with why there is none. A burst that is too
 *   long is told when it gets too long; what follows is dropped until it is quiet, whatever keys come
 */
export const createBurst = (options: {
  readonly clock: WedgeClock;
  readonly settings: WedgeSettings;
  readonly onOutcome: (outcome: Outcome) => void;
}): Burst => {
  const { settings, onOutcome } = options;
  const outcomeOf = ({ text, fault }: Keys): Outcome =>
    fault === null ? identifierIn(text, settings) : { code: fault };
  const open = createOpenBurst(options, (keys) => {
    if (keys.count < certainAt || keys.fault === 'badge.too-long') return;
    // A read that should have had its end is cut short, whatever is in it.
    const isCut = keys.fault === null && settings.suffix !== null;
    onOutcome(isCut ? { code: 'badge.incomplete' } : outcomeOf(keys));
  });
  return {
    add: (key) => {
      const keys = open.get() ?? { text: '', count: 0, lastMs: 0, fault: null };
      const before = keys.fault;
      addTo(keys, key, settings);
      open.keep(keys);
      if (before === null && keys.fault === 'badge.too-long') onOutcome({ code: 'badge.too-long' });
    },
    end: () => {
      const keys = open.get();
      // The key that ends it is one of the keys in a row that make it certain.
      if (keys === null || keys.count + 1 < certainAt) return false;
      if (keys.fault === 'badge.too-long') {
        open.keep(keys);
        return true;
      }
      open.forget();
      onOutcome(outcomeOf(keys));
      return true;
    },
    isCertain: () => (open.get()?.count ?? 0) >= certainAt,
    isOpen: () => open.get() !== null,
  };
};
