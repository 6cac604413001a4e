import type { OperatorFacts } from '../directory/index.ts';
import type { DeskPorts } from './ports.ts';
import type { Store } from './state.ts';
import { roleEndOf } from './warnings.ts';

const LOOK_MS = 30_000;
/** An enrollment that begins later than this before the end would be refused on its way. */
const LAPSE_MS = 120_000;

interface Parts {
  readonly ports: Pick<DeskPorts, 'clock' | 'settings'>;
  readonly store: Store;
  /** Closes the desk and asks for a new sign-in. */
  readonly lapsed: () => void;
}

/**
 * Watches the operator's role while it is one that ends (Privileged Identity Management): the minutes left on the
 * screen stay true, and between two enrollments the desk closes before the role lapses. One that runs is not
 * broken off: the policy reads the roles again before a pass is made.
 */
export const watchRole = ({ ports, store, lapsed }: Parts): void => {
  const { clock, settings } = ports;
  let operator: OperatorFacts | null = null;
  let cancel: () => void = () => undefined;

  const look = (): void => {
    const end = operator === null ? null : roleEndOf(operator, settings.issuingRoleIds);
    if (end === null) return;
    const left = end.at - clock.now();
    if (left <= LAPSE_MS && store.get().phase === 'ready') {
      lapsed();
      return;
    }
    cancel = clock.after(LOOK_MS, look);
    if (left <= settings.roleEndWarningMinutes * 60_000) store.update({});
  };

  store.listen(() => {
    const present = store.get().operator;
    if (present === operator) return;
    operator = present;
    cancel();
    if (operator !== null) look();
  });
};
