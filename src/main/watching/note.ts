import type { Outbox, StoredAlert, Unrecorded } from '../alerts/index.ts';
import type { EntryBody, Journal } from '../journal/index.ts';

type Written = readonly [EntryBody, Readonly<Record<string, string>>];

const station = 'station';

const noted = ({ alert }: StoredAlert): Written => {
  const { id, rule, severity, state, source, at, subject } = alert;
  const data = { id, rule, severity, state, source, at };
  return [{ type: 'alert.noted', enrollment: null, step: null, actor: station, subject, data }, {}];
};

const ended = ({ alert, end }: StoredAlert): Written => {
  const { id, rule, subject } = alert;
  const about = { enrollment: null, step: null, subject };
  if (end === null || end.how === 'cleared') {
    return [{ type: 'alert.over', ...about, actor: station, data: { id, rule } }, {}];
  }
  const data = { id, rule, reason: end.reason, at: end.at };
  const body = { type: 'alert.acknowledged', ...about, actor: end.by ?? station, data };
  // In a person's own words anything may stand, names too.
  return [body, end.remark === null ? {} : { remark: end.remark }];
};

const written: Readonly<Record<Unrecorded['what'], (stored: StoredAlert) => Written>> = {
  raised: noted,
  ended,
};

/**
 * Writes into the journal what happened to alerts and stands in none yet. Only the desk does: nobody else may write its
 * journal. The entry comes first; who dies in between writes it once more, and both name the alert by its id.
 *
 * @throws JournalError, when the rest stays for the next time
 */
export const noteAlerts = (
  outbox: Pick<Outbox, 'unrecorded' | 'recorded'>,
  journal: Pick<Journal, 'append'>,
): void => {
  for (const { what, stored } of outbox.unrecorded()) {
    journal.append(...written[what](stored));
    outbox.recorded(stored.alert.id, what);
  }
};
