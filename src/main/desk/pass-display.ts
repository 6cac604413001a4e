import type { Secret } from '../../shared/index.ts';
import type { DeskPorts } from './ports.ts';
import type { Store } from './state.ts';

/**
 * Counts how long the pass was to be read and takes it away when that time is used up. The text goes to the
 * window once per hand-over, by push; no request brings it again.
 */
export interface PassDisplay {
  readonly reset: () => void;
  readonly show: (enrollmentId: string, pass: Secret) => void;
  readonly blank: () => void;
  readonly hold: (held: boolean) => void;
}

export const createPassDisplay = (ports: DeskPorts, store: Store): PassDisplay => {
  let heldSince: number | null = null;
  let cancelTimer: () => void = () => undefined;
  let shown = false;

  const release = (): void => {
    cancelTimer();
    if (heldSince === null) return;
    const used = ports.clock.monotonicMs() - heldSince;
    heldSince = null;
    store.update({ visibleMsLeft: Math.max(0, store.get().visibleMsLeft - used) });
  };

  const blank = (): void => {
    release();
    if (!shown) return;
    shown = false;
    ports.push('pass.blank', {});
  };

  const hold = (held: boolean): void => {
    if (!held) {
      release();
      return;
    }
    const left = store.get().visibleMsLeft;
    if (!shown || heldSince !== null || left <= 0) return;
    heldSince = ports.clock.monotonicMs();
    cancelTimer = ports.clock.after(left, blank);
  };

  return {
    reset: () => {
      blank();
      store.update({ visibleMsLeft: ports.settings.visibleSeconds * 1000 });
    },
    show: (enrollmentId, pass) => {
      if (store.get().visibleMsLeft <= 0) return;
      shown = true;
      ports.push('pass.show', { enrollmentId, text: pass.unwrap() });
    },
    blank,
    hold,
  };
};
