import type { Logger } from '../log/index.ts';
import type { GuardContext } from './guards/context.ts';
import type { GuestEvent } from './port.ts';

/** Different things that one window is written down for: a page that tries without end must not fill the record. */
const most = 40;

/**
 * What the guards of one guarded window say: each hook and host once to the log and for the record, and to the people
 * every time when it was their own page.
 */
export const createBlocked = (log: Logger, tell: (event: GuestEvent) => void): GuardContext['blocked'] => {
  const told = new Set<string>();
  return (hook, host, use) => {
    const what = `${hook} ${host}`;
    if (!told.has(what) && told.size < most) {
      told.add(what);
      log.warn('guest.blocked', { hook, host });
      tell({ kind: 'blocked', hook, host });
    }
    if (use === 'page') tell({ kind: 'blocked-host', host });
  };
};
