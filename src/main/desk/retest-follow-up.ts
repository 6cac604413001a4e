import type { DeskPorts, OpenTenant } from './ports.ts';
import { problemOfError } from './problems.ts';
import type { Store } from './state.ts';

/** How long to wait after a look that failed as a whole. */
const againMs = 5 * 60_000;

/** Looking at the tenant's sign-in log for test sign-ins of earlier enrollments, beside the desk's work. */
export interface RetestFollowUp {
  readonly stop: () => void;
}

/**
 * Looks whenever the desk is ready for the next person, and when a look is due: never while somebody is enrolled, since
 * the log shares a small quota with what they need.
 */
export const followUpRetests = (
  { clock, log }: Pick<DeskPorts, 'clock' | 'log'>,
  store: Store,
  tenant: () => OpenTenant | null,
): RetestFollowUp => {
  let cancel: () => void = () => undefined;
  let before = store.get().phase;
  let looking = false;

  const look = async (): Promise<void> => {
    const open = tenant();
    if (open === null || looking || store.get().phase !== 'ready') return;
    looking = true;
    try {
      const next = await open.enrollments.proveRetests();
      if (next !== null) wait(Math.max(0, next - clock.now()));
    } catch (error) {
      log.warn('retests-not-followed-up', { error: problemOfError(error).code });
      wait(againMs);
    } finally {
      looking = false;
    }
  };
  const wait = (ms: number): void => {
    cancel();
    cancel = clock.after(ms, () => void look());
  };

  store.listen(() => {
    const { phase } = store.get();
    if (phase === before) return;
    before = phase;
    cancel();
    if (phase === 'ready') void look();
  });
  return { stop: () => cancel() };
};
