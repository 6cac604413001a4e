import { isOnPhone } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import type { DeskState, Store } from './state.ts';

/** How long before the end the countdown is shown, so that one touch keeps the person's place. */
const warnMs = 20_000;

type Gate = keyof DeskSettings['walkAwaySeconds'];

type OnPhone = Pick<DeskState, 'passwordOnPhone' | 'retestsOnPhone'>;

/** With the new method; a new password is thought up and typed as slowly as the test sign-in is made. */
const afterwards = (at: EnrollmentView['at'], onPhone: OnPhone): Gate | null => {
  if (at === 'password') return onPhone.passwordOnPhone ? 'phone' : 'retest';
  if (at === 'retest') return onPhone.retestsOnPhone ? 'phone' : 'retest';
  return null;
};

const gateOf = ({ at, way }: Pick<EnrollmentView, 'at' | 'way'>, onPhone: OnPhone): Gate | null => {
  switch (at) {
    case 'approving':
    case 'reveal':
      return at;
    case 'register':
    case 'looking':
    case 'asking':
      // Who gets an app and signs in on their own phone touches nothing here for minutes.
      return isOnPhone(way) ? 'phone' : 'register';
    default:
      return afterwards(at, onPhone);
  }
};

/**
 * Notices that nobody is there any more: nothing touched for a configured time while a pass lives, a test sign-in
 * waits, or somebody may approve. Source: requirement "Enrollment ends when the person walks away", facts about faults (F7).
 */
export interface Presence {
  readonly touched: () => void;
  readonly stop: () => void;
}

export const createPresence = (ports: DeskPorts, store: Store, left: () => void): Presence => {
  let cancel: (() => void)[] = [];
  let warned = false;

  const stop = (): void => {
    for (const one of cancel) one();
    cancel = [];
    if (store.get().walkAwayAt !== null) store.update({ walkAwayAt: null });
    warned = false;
  };

  const touched = (): void => {
    const { enrollment: view, ...state } = store.get();
    const gate = view === null ? null : gateOf(view, state);
    if (gate === null) {
      stop();
      return;
    }
    for (const one of cancel) one();
    const ms = ports.settings.walkAwaySeconds[gate] * 1000;
    const walkAwayAt = ports.clock.monotonicMs() + ms;
    const warn = (): void => {
      warned = true;
      store.update({ walkAwayAt });
    };
    cancel = [ports.clock.after(Math.max(0, ms - warnMs), warn), ports.clock.after(ms, left)];
    // Touching takes a shown warning away; otherwise nothing on the screen changes.
    if (warned) store.update({ walkAwayAt: null });
    warned = false;
  };

  return { touched, stop };
};
