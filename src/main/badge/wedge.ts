import { createBurst, type Outcome, type WedgeClock } from './burst.ts';
import { createHeld, type GiveBack } from './held.ts';
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
  /** Looks at each key; what it answers with `swallow` must reach no page, unless it is given back later. */
  readonly key: (key: WedgeKey, giveBack: GiveBack) => 'swallow' | 'pass';
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
        identifier: { kind: 'number', value: outcome.number, facility: outcome.facility },
        proof: null,
        at,
      };

/** What to do with a key that went down. `hold`: keep it from the page until it is sure what it is. */
type Press = 'swallow' | 'pass' | 'hold';

const createPress = (options: WedgeOptions, onOutcome: (outcome: Outcome) => void) => {
  const { clock, settings, textExpected } = options;
  const burst = createBurst({ clock, settings, onOutcome });
  const collect = (key: WedgeKey): Press => {
    const isText = !isCommand(key) && !isNavigation(key.key);
    if (!isText && !burst.isOpen()) return 'pass';
    burst.add(isCommand(key) ? `Command+${key.key}` : key.key);
    if (burst.isCertain()) return 'swallow';
    if (textExpected()) return 'hold';
    return isText ? 'swallow' : 'pass';
  };
  return (key: WedgeKey): Press => {
    if (modifiers.has(key.key)) return 'pass';
    if (key.key === settings.suffix) return burst.end() ? 'swallow' : 'pass';
    return collect(key);
  };
};

/** What becomes of each key: the page's, nobody's, or kept until that is sure. */
const createSorting = (options: WedgeOptions, press: (key: WedgeKey) => Press) => {
  const held = createHeld(options.clock, options.settings.interKeyMs + 1);
  /** Places of keys that went down unseen; there are only so many on a keyboard. */
  const swallowed = new Set<string>();

  const goesDown = (key: WedgeKey, giveBack: GiveBack): 'swallow' | 'pass' => {
    const answer = press(key);
    if (answer === 'hold') {
      held.add(key, giveBack);
      return 'swallow';
    }
    if (answer === 'pass') {
      swallowed.delete(key.code);
      held.release();
      return 'pass';
    }
    for (const code of [...held.drop(), key.code]) swallowed.add(code);
    return 'swallow';
  };
  // A page must not learn from the release of a key what it was not told at its press.
  const goesUp = (key: WedgeKey, giveBack: GiveBack): 'swallow' | 'pass' => {
    if (!held.isDown(key.code)) return swallowed.delete(key.code) ? 'swallow' : 'pass';
    held.add(key, giveBack);
    return 'swallow';
  };
  return (key: WedgeKey, giveBack: GiveBack): 'swallow' | 'pass' => {
    if (key.type !== 'keyDown') return goesUp(key, giveBack);
    if (key.isAutoRepeat) return swallowed.has(key.code) || held.isDown(key.code) ? 'swallow' : 'pass';
    return goesDown(key, giveBack);
  };
};

/**
 * A badge reader that types like a keyboard. It tells a read from typing by its speed, and a read ends with a key of
 * its own or with quiet. Misreads are told once each and keep nothing of what came. Where a text field is open, the
 * first keys are held back for as long as they could still be a read; what a person typed is given to the page then.
 */
export const createWedge = (options: WedgeOptions): Wedge => {
  const listeners = new Set<(event: BadgeEvent) => void>();
  const press = createPress(options, (outcome) => {
    const event = eventOf(outcome, options.clock.now());
    for (const listener of listeners) listener(event);
  });
  return {
    key: createSorting(options, press),
    reader: {
      listen: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
};
