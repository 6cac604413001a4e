import { wallTime } from '../../policy/index.ts';
import { cannotTell, type WatchRule } from '../finding.ts';
import { idsOf, iso } from '../remark.ts';
import { hasArrived, passesIn } from '../view.ts';

const ID = 'not-in-audit';

/**
 * A journal says that a pass was created, and the tenant's log has nothing of it. A whole day without anything is the
 * log's own silence and told once, by that rule.
 */
export const notInAudit: WatchRule = {
  id: ID,
  source: 'Facts about tamper-evident logs, point 5: reconcile with the tenant',
  severity: 'high',
  *look(view) {
    if (!view.audit.known) {
      yield cannotTell(ID, view, view.audit.because);
      return;
    }
    const { from, until, busyDays } = view.audit.value;
    for (const pass of passesIn(view)) {
      const { journal, audit } = pass;
      if (journal === null || audit !== null || journal.at < from) continue;
      const day = wallTime(journal.at, view.policy.hours.timeZone).date;
      const arrived = hasArrived(view, journal.at, until);
      if (!journal.sure || (arrived && !busyDays.has(day))) continue;
      const params = { station: journal.station, enrollment: journal.enrollment };
      const state = arrived ? 'found' : 'pending';
      yield { state, key: pass.key, at: iso(pass.at), ...idsOf(pass), params };
    }
  },
};
