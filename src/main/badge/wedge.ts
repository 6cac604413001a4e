import { createBurst, type Outcome, type WedgeClock } from './burst.ts';
import type { WedgeSettings } from './identifier.ts';
import type { BadgeEvent, BadgeReader } from './port.ts';

/** One key as it comes from the system, before any page sees it. */
export interface WedgeKey {
  /** `keyDown` or `keyUp`. */
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

const modifiers: ReadonlySet<string> = new Set([
  ...['Shift', 'CapsLock', 'NumLock', 'ScrollLock'],
  ...['AltGraph', 'Control', 'Alt', 'Meta'],
]);

/** Keys that people use where there is no text field: they move the focus and press buttons. */
const isNavigation = (key: string): boolean => key === ' ' || !/^.$/u.test(key);

/** Control or Alt alone makes a command; both together are AltGr and make a character. */
const isCommand = ({ control, alt, meta }: WedgeKey): boolean => meta || control !== alt;

const eventOf = (outcome: Outcome, at: number): BadgeEvent =>
  'code' in outcome
    ? { kind: 'misread', reader: 'wedge', code: outcome.code, at }
    : {
        kind: 'read',
        reader: 'wedge',
        technology: 'wedge',
        strength: 'identifier',
        identifier: { kind: 'number', value: outcome.identifier, facility: null },
        proof: null,
        at,
      };

/** What to do with a key that went down. */
const createPress = (options: WedgeOptions, onOutcome: (outcome: Outcome) => void) => {
  const { clock, settings, textExpected } = options;
  const burst = createBurst({ clock, settings, onOutcome });
  const collect = (key: WedgeKey): 'swallow' | 'pass' => {
    const isText = !isCommand(key) && !isNavigation(key.key);
    if (!isText && !burst.isOpen()) return 'pass';
    burst.add(isCommand(key) ? `Command+${key.key}` : key.key);
    return burst.isCertain() || (isText && !textExpected()) ? 'swallow' : 'pass';
  };
  return (key: WedgeKey): 'swallow' | 'pass' => {
    if (modifiers.has(key.key)) return 'pass';
    if (key.key === settings.suffix) return burst.end() ? 'swallow' : 'pass';
    return collect(key);
  };
};

/**
 * A badge reader that types like a keyboard. It tells a read from typing by its speed, and a read ends with Enter.
 * Misreads are told once each and keep nothing of what came.
 */
export const createWedge = (options: WedgeOptions): Wedge => {
  const listeners = new Set<(event: BadgeEvent) => void>();
  /** Places of keys that went down unseen; there are only so many on a keyboard. */
  const swallowed = new Set<string>();
  const press = createPress(options, (outcome) => {
    const event = eventOf(outcome, options.clock.now());
    for (const listener of listeners) listener(event);
  });
  return {
    key: (key) => {
      // A page must not learn from the release of a key what it was not told at its press.
      if (key.type !== 'keyDown') return swallowed.delete(key.code) ? 'swallow' : 'pass';
      if (key.isAutoRepeat) return swallowed.has(key.code) ? 'swallow' : 'pass';
      const answer = press(key);
      if (answer === 'swallow') swallowed.add(key.code);
      else swallowed.delete(key.code);
      return answer;
    },
    reader: {
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
};
