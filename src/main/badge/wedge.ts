import { identifierIn, type WedgeSettings } from './identifier.ts';
import type { BadgeEvent, BadgeMisread, BadgeReader } from './port.ts';

/** One key as it comes from the system, before any page sees it. */
export interface WedgeKey {
  readonly type: string;
  /** A character, or the name of a key. */
  readonly key: string;
  /** The key's place on the keyboard. */
  readonly code: string;
  readonly isAutoRepeat: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

export interface WedgeClock {
  /** Epoch milliseconds, for the time of a read. */
  readonly now: () => number;
  readonly monotonicMs: () => number;
  /** Calls `action` once after so many milliseconds; the answer cancels. */
  readonly after: (ms: number, action: () => void) => () => void;
}

export interface WedgeOptions {
  readonly clock: WedgeClock;
  readonly settings: WedgeSettings;
  /** Whether a text field could take keys now. Where none could, even the first key of a read is kept back. */
  readonly textExpected: () => boolean;
}

export interface Wedge {
  /** Looks at each key; what it answers with `swallow` must reach no page. */
  readonly key: (key: WedgeKey) => 'swallow' | 'pass';
  readonly reader: BadgeReader;
}

/**
 * So many keys in a row, each within the time between keys, are a reader. One key says nothing, and two come as
 * fast from two fingers of one person; three do not. So where a text field is open, at most two characters of a
 * read get into it, and no person's typing is taken for a read.
 */
const certainAt = 3;
/** A read is over when nothing more comes for so long, in times between keys: a busy machine hands keys on late. */
const endAfterKeys = 6;
const shortestEndMs = 200;

/** What has come so far. `text` never grows over what a read may have. */
interface Burst {
  text: string;
  keys: number;
  lastMs: number;
  fault: BadgeMisread['code'] | null;
}

const modifiers: ReadonlySet<string> = new Set([
  'Shift',
  'CapsLock',
  'NumLock',
  'AltGraph',
  'Control',
  'Alt',
]);

/** Keys that people use without a text field: they move the focus and press buttons. */
const isControl = (key: string): boolean => [...key].length !== 1 || key === ' ';

const isCommand = ({ control, alt, meta }: WedgeKey): boolean => meta || control !== alt;

const printable = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]$/u;

const addTo = (burst: Burst, key: string, settings: WedgeSettings): void => {
  burst.keys += 1;
  if (burst.fault !== null) return;
  if (!printable.test(key)) {
    burst.fault = 'badge.unreadable';
    burst.text = '';
  } else if (burst.text.length + key.length > settings.prefix.length + settings.maxLength) {
    burst.fault = 'badge.too-long';
    burst.text = '';
  } else {
    burst.text += key;
  }
};

/**
 * A badge reader that types like a keyboard. It tells a read from typing by its speed, and a read ends with Enter.
 * Misreads are told once each and keep nothing of what came.
 */
export const createWedge = ({ clock, settings, textExpected }: WedgeOptions): Wedge => {
  const listeners = new Set<(event: BadgeEvent) => void>();
  const swallowed = new Set<string>();
  let burst: Burst | null = null;
  let cancel: () => void = () => undefined;

  const tell = (event: BadgeEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const misread = (code: BadgeMisread['code']): void =>
    tell({ kind: 'misread', reader: 'wedge', code, at: clock.now() });
  const end = (): Burst | null => {
    const ended = burst;
    cancel();
    burst = null;
    return ended;
  };
  const runOut = (): void => {
    const ended = end();
    if (ended === null || ended.keys < certainAt) return;
    if (ended.fault !== 'badge.too-long') misread(ended.fault ?? 'badge.incomplete');
  };
  const finish = (): void => {
    const ended = end();
    if (ended === null || ended.fault === 'badge.too-long') return;
    if (ended.fault !== null) return misread(ended.fault);
    const read = identifierIn(ended.text, settings);
    if ('code' in read) return misread(read.code);
    const { identifier } = read;
    tell({
      kind: 'read',
      reader: 'wedge',
      technology: 'wedge',
      strength: 'identifier',
      identifier,
      at: clock.now(),
    });
  };
  const wait = (): void => {
    cancel();
    cancel = clock.after(Math.max(shortestEndMs, endAfterKeys * settings.interKeyMs), runOut);
  };
  const isLate = (current: Burst): boolean =>
    current.keys < certainAt && clock.monotonicMs() - current.lastMs > settings.interKeyMs;

  const add = (key: string): 'swallow' | 'pass' => {
    if (burst !== null && isLate(burst)) end();
    burst ??= { text: '', keys: 0, lastMs: 0, fault: null };
    const before = burst.fault;
    addTo(burst, key, settings);
    burst.lastMs = clock.monotonicMs();
    if (before === null && burst.fault === 'badge.too-long') misread('badge.too-long');
    wait();
    return burst.keys >= certainAt || (!textExpected() && !isControl(key)) ? 'swallow' : 'pass';
  };
  const press = (key: WedgeKey): 'swallow' | 'pass' => {
    if (modifiers.has(key.key)) return 'pass';
    if (isCommand(key)) return burst !== null && burst.keys >= certainAt ? add('\0') : 'pass';
    if (key.key === settings.suffix) {
      if (burst === null || isLate(burst) || burst.keys < 2) return 'pass';
      finish();
      return 'swallow';
    }
    if (isControl(key.key) && burst === null) return 'pass';
    return add(key.key);
  };
  const down = (key: WedgeKey): 'swallow' | 'pass' => {
    if (key.isAutoRepeat) return swallowed.has(key.code) ? 'swallow' : 'pass';
    const answer = press(key);
    if (answer === 'swallow') swallowed.add(key.code);
    return answer;
  };
  return {
    key: (key) => {
      if (key.type === 'keyDown') return down(key);
      // A page must not learn from the release of a key what it was not told at its press.
      return swallowed.delete(key.code) ? 'swallow' : 'pass';
    },
    reader: {
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
};
