import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** Between two attempts. The person stays blocked meanwhile, and a pass lives an hour at most. */
const everyMs = 60_000;

/**
 * What an ended enrollment could not take back is tried again until it is gone: by itself, beside the desk's work.
 * Source: requirement "Revoke immediately after registration"; facts about faults (F13).
 */
export interface Aftercare {
  /** So many enrollments have left something behind. */
  readonly needed: (enrollments: number) => void;
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
      needed(recovered.filter((one) => one.notUndone.length > 0).length);
    } catch (error) {
      log.warn('aftercare-failed', { error: problemOfError(error).code });
      needed(store.get().unresolved);
    }
  };

  const needed = (enrollments: number): void => {
    cancel?.();
    cancel = null;
    store.update({ unresolved: enrollments });
    if (enrollments === 0) return;
    cancel = clock.after(everyMs, () => {
      void attempt();
    });
  };

  return { needed, stop: () => cancel?.() };
};
