import type { DeskPorts, OpenTenant } from './ports.ts';
import type { LeftBehind } from '../../shared/index.ts';
import { leftByRecovery } from './left-behind.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** Between two attempts. The person stays blocked meanwhile, and a pass lives an hour at most. */
const everyMs = 60_000;

/**
 * What an ended enrollment could not take back is tried again until it is gone: by itself, beside the desk's work.
 * Source: requirement "Revoke immediately after registration"; facts about faults (F13).
 */
export interface Aftercare {
  /** This is all that is left behind; it stands on the operator's screens until it is gone. */
  readonly needed: (left: readonly LeftBehind[]) => void;
  readonly stop: () => void;
}

export const createAftercare = (
  { clock, log }: DeskPorts,
  store: Store,
  tenant: () => OpenTenant | null,
): Aftercare => {
  let cancel: (() => void) | null = null;

  const attempt = async (): Promise<void> => {
    const open = tenant();
    // Nobody is signed in: the next one to sign in begins with this.
    if (open === null) return;
    try {
      const recovered = await open.enrollments.recover();
      needed(leftByRecovery(recovered));
    } catch (error) {
      log.warn('aftercare-failed', { error: problemOfError(error).code });
      needed(store.get().left);
    }
  };

  const needed = (left: readonly LeftBehind[]): void => {
    cancel?.();
    cancel = null;
    store.update({ left });
    if (left.length === 0) return;
    cancel = clock.after(everyMs, () => {
      void attempt();
    });
  };

  return { needed, stop: () => cancel?.() };
};
