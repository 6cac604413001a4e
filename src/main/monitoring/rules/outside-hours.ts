import { isOpen, wallTime } from '../../policy/index.ts';
import type { WatchRule } from '../finding.ts';
import { idsOf, iso } from '../remark.ts';
import { passesIn } from '../view.ts';

/** A pass was created while the site was closed, by whatever tool. */
export const outsideHours: WatchRule = {
  id: 'outside-hours',
  source: 'Zero trust guide 5.1, "outside business hours"; TAP for CMMC Level 2, "odd hours"',
  severity: 'medium',
  *look(view) {
    const { hours } = view.policy;
    for (const pass of passesIn(view)) {
      const wall = wallTime(pass.at, hours.timeZone);
      if (isOpen(hours, wall) === 'open') continue;
      const params = {
        date: wall.date,
        time: wall.time,
        zone: hours.timeZone,
        atDesk: pass.journal !== null,
      };
      yield { state: 'found', key: pass.key, at: iso(pass.at), ...idsOf(pass), params };
    }
  },
};
