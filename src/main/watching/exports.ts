import type { Outbox } from '../alerts/index.ts';
import { overdueExport, type Exporting } from '../retention/index.ts';
import type { AlsoFound } from './look-and-send.ts';

/** Whether exports are made in time: the alert that they are not, and those of earlier gaps that are closed. */
export const exportAlerts = (outbox: Pick<Outbox, 'list'>, exporting: Exporting): AlsoFound => {
  const overdue = overdueExport(exporting);
  const standing = outbox.list('standing').filter(({ alert }) => alert.rule === 'export-overdue');
  return {
    raised: overdue === null ? [] : [overdue],
    cleared: standing.map(({ alert }) => alert.id).filter((id) => id !== overdue?.id),
  };
};
