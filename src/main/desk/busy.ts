import type { DeskPorts } from './ports.ts';
import type { Store } from './state.ts';

/** Tells, at each change, whether somebody is being enrolled. Nobody may replace the program then. */
export const watchBusy = ({ enrolling }: Pick<DeskPorts, 'enrolling'>, store: Store): void => {
  let told = false;
  store.listen(() => {
    const { phase } = store.get();
    const busy = phase === 'finding' || phase === 'enrolling';
    if (busy === told) return;
    told = busy;
    enrolling(busy);
  });
};
