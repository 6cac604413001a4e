import { isOnPhone } from '../../shared/index.ts';
import type { EnrollmentView } from '../enrollment/index.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import type { Store } from './state.ts';

/** How long before the end the countdown is shown, so that one touch keeps the person's place. */
const warnMs = 20_000;

type Gate = keyof DeskSettings['walkAwaySeconds'];

const gateOf = ({ at, way }: Pick<EnrollmentView, 'at' | 'way'>, retestsOnPhone: boolean): Gate | null => {
  if (at === 'retest' && retestsOnPhone) return 'phone';
  if (at === 'approving' || at === 'reveal' || at === 'retest') return at;
  if (at !== 'register' && at !== 'looking' && at !== 'asking') return null;
  // Who gets an app and signs in on their own phone touches nothing here for minutes.
  return isOnPhone(way) ? 'phone' : 'register';
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
    const { enrollment: view, retestsOnPhone } = store.get();
    const gate = view === null ? null : gateOf(view, retestsOnPhone);
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
