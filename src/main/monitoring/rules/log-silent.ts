import { wallTime } from '../../policy/index.ts';
import { cannotTell, type Remark, type WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import { hasArrived, passesIn, type View } from '../view.ts';

const ID = 'log-silent';

const silentStations = ({ journal }: View): readonly Remark[] =>
  journal.gaps.map(({ station, from, until }) => ({
    state: 'found',
    key: `${station} ${iso(from)}`,
    at: iso(from),
    subject: null,
    actor: null,
    params: { log: 'journal', station, minutes: Math.round((until - from) / 60_000) },
  }));

/** Days on which desks issued passes and the tenant's log has nothing at all of methods. */
const silentDays = (view: View): readonly Remark[] => {
  if (!view.audit.known) return [cannotTell(ID, view, view.audit.because)];
  const { from, until, busyDays } = view.audit.value;
  const days = new Map<string, { passes: number; firstAt: number }>();
  for (const { journal } of passesIn(view)) {
    if (journal === null || !journal.sure) continue;
    const { at } = journal;
    if (at < from || !hasArrived(view, at, until)) continue;
    const { date } = wallTime(at, view.policy.hours.timeZone);
    const day = days.get(date) ?? { passes: 0, firstAt: at };
    days.set(date, { passes: day.passes + 1, firstAt: Math.min(day.firstAt, at) });
  }
  return [...days]
    .filter(([date]) => !busyDays.has(date))
    .map(([date, { passes, firstAt }]) => ({
      state: 'found',
      key: `audit ${date}`,
      at: iso(firstAt),
      subject: null,
      actor: null,
      params: { log: 'audit', date, passes },
    }));
};

/** A log is silent where it must not be: a desk that is open and writes nothing, a tenant that tells nothing. */
export const logSilent: WatchRule = {
  id: ID,
  source: 'CMMC AU.L2-3.3.4, alert on audit failure; facts about tamper-evident logs, heartbeats',
  severity: 'high',
  look: (view) => [...silentStations(view), ...silentDays(view)],
};
