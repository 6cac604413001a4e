import type { EnrollmentPlace } from '../enrollment/index.ts';
import type { DeskPorts, DeskSettings } from './ports.ts';
import type { Store } from './state.ts';

/** How long before the end the countdown is shown, so that one touch keeps the person's place. */
const warnMs = 20_000;

const gateOf = (at: EnrollmentPlace): keyof DeskSettings['walkAwaySeconds'] | null => {
  if (at === 'approving' || at === 'reveal' || at === 'retest') return at;
  return at === 'register' || at === 'looking' ? 'register' : null;
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
    const view = store.get().enrollment;
    const gate = view === null ? null : gateOf(view.at);
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
