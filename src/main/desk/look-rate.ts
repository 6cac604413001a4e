import type { DeskPorts } from './ports.ts';

/**
 * Reading methods costs the tenant's small quota (five in ten seconds for all its desks), so a page that is busy
 * brings at most three looks in eight seconds; the first of them at once.
 */
const lookWindowMs = 8_000;
const mostLooks = 3;

/** Looks at once, and then as often as the quota allows. */
export const createLooks = ({ clock }: Pick<DeskPorts, 'clock'>, action: () => void): (() => void) => {
  let waiting = false;
  let looks: readonly number[] = [];
  const look = (): void => {
    waiting = false;
    looks = [...looks.slice(1 - mostLooks), clock.monotonicMs()];
    action();
  };
  return () => {
    if (waiting) return;
    const oldest = looks.length < mostLooks ? -Infinity : (looks[0] ?? -Infinity);
    waiting = true;
    clock.after(Math.max(0, oldest + lookWindowMs - clock.monotonicMs()), look);
  };
};
