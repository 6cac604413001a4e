import type { AlertRow, ConsoleViewOf } from '../../shared/index.ts';
import { isPartOf, type StoredAlert } from '../alerts/index.ts';
import type { LastLook, Looking } from './port.ts';
import { factsOf } from './rows.ts';

const order = ['high', 'medium', 'low'];

const rowOf = ({ alert, deliveries }: StoredAlert, by: Looking): AlertRow => {
  const { id, rule, severity, state, at, subject, actor, params } = alert;
  const waiting = deliveries.filter(({ deliveredAt }) => deliveredAt === null);
  return {
    ...{ id, rule, severity, state, at },
    facts: factsOf({
      ...(subject === null ? {} : { subject }),
      ...(actor === null ? {} : { actor }),
      ...params,
    }),
    waiting: waiting.map(({ channel, error }) => ({ channel, error })),
    delivered: deliveries.length - waiting.length,
    objection: isPartOf(alert, by.id) ? 'takes-part' : null,
  };
};

/** Alerts that stand, the most severe first, and of these the newest. Pure. */
export const alertsView = (
  standing: readonly StoredAlert[],
  by: Looking,
  { at, trouble }: LastLook,
): ConsoleViewOf<'alerts'> => ({
  of: 'alerts',
  alerts: standing
    .map((one) => rowOf(one, by))
    .sort(
      (one, other) =>
        order.indexOf(one.severity) - order.indexOf(other.severity) || (one.at < other.at ? 1 : -1),
    ),
  lookedAt: at === null ? null : new Date(at).toISOString(),
  trouble,
});
