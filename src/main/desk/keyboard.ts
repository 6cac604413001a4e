import {
  failed,
  guestKeyboardHeight,
  ok,
  problemOf,
  type KeyboardOnScreen,
  type Nothing,
  type RequestOf,
  type Result,
  type Screen,
  type ScreenKey,
  type Snapshot,
} from '../../shared/index.ts';
import type { GuestSession } from './guest-session.ts';
import type { DeskSettings } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** The desk's own keyboard for the guarded window, for a station that has none. */
export interface Keyboard {
  readonly show: (request: RequestOf<'keyboard.show'>) => Result<Nothing>;
  readonly press: (request: RequestOf<'keyboard.press'>) => Promise<Result<Nothing>>;
}

/** Screens whose guarded window people type into. */
const takesKeys: ReadonlySet<Screen['kind']> = new Set([
  'operator/signing-in',
  'approver/signing-in',
  'enrollee/register',
  'enrollee/password',
  'enrollee/retest',
]);

/** Screens with a field of the desk's own: its keyboard comes with the field, and its keys stay in the window. */
const ownFields: ReadonlySet<Screen['kind']> = new Set(['operator/ready', 'approver/review']);

const hasOwnField = (screen: Screen): boolean =>
  ownFields.has(screen.kind) || (screen.kind === 'enrollee/key' && screen.pin !== null);

/** The code is entered by the desk or read from the held field: nobody taps it where others can watch the keys. */
const wantsCode = (screen: Screen): boolean =>
  screen.kind === 'enrollee/register' && screen.step === 'enter-code' && screen.passAvailable;

/** What of the keyboard is on a screen. Pure. */
export const keyboardOn = (
  screen: Screen,
  { keyboardOpen }: Pick<DeskState, 'keyboardOpen'>,
  { onScreenKeyboard }: Pick<DeskSettings, 'onScreenKeyboard'>,
): KeyboardOnScreen => {
  if (hasOwnField(screen)) {
    return ({ auto: 'offered', always: 'shown', never: 'none' } as const)[onScreenKeyboard];
  }
  const here = takesKeys.has(screen.kind) && 'guest' in screen && screen.guest !== null;
  if (!here || onScreenKeyboard === 'never' || wantsCode(screen)) return 'none';
  return (keyboardOpen ?? onScreenKeyboard === 'always') ? 'shown' : 'offered';
};

const notNow = (): Result<Nothing> => failed(problemOf('command.not-now'));

export const createKeyboard = (parts: {
  readonly store: Store;
  readonly guests: GuestSession;
  readonly settings: DeskSettings;
  /** What is on the screen now. */
  readonly snapshot: () => Pick<Snapshot, 'keyboard'>;
}): Keyboard => {
  const { store, guests, settings, snapshot } = parts;
  const now = (): KeyboardOnScreen => snapshot().keyboard;
  const ownPages = new Set(
    [settings.securityInfoUrl, settings.passwordUrl].map((address) => new URL(address).host),
  );
  let before: Promise<unknown> = Promise.resolve();
  const pressNow = async (key: ScreenKey): Promise<Result<Nothing>> => {
    const guest = guests.current();
    if (guest === null || now() !== 'shown') return notNow();
    // Only where people sign in and register: what is tapped here goes to no other page, whatever is in front.
    const typed = await guest.press(key, [settings.signInHost, ...ownPages]);
    return typed ? ok({}) : failed(problemOf('guest.wrong-page', { retryable: true }));
  };
  return {
    show: ({ shown }) => {
      if (now() === 'none' || guests.current() === null) return notNow();
      store.update({ keyboardOpen: shown });
      return ok({});
    },
    press: ({ key }) => {
      // One after the other: each asks the page what is in front, and letters must not overtake each other.
      const pressed = before.then(() => pressNow(key));
      before = pressed.catch(() => undefined);
      return pressed;
    },
  };
};

/** How much room the guarded window leaves at its bottom. */
export const roomFor = (keyboard: KeyboardOnScreen): number =>
  keyboard === 'shown' ? guestKeyboardHeight : 0;
