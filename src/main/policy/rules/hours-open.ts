import { isOpen, wallTime } from '../calendar.ts';
import { allows, needsApproval, type Rule } from '../rule.ts';

/** Outside the site's hours a supervisor consents, and the decision raises an alert. */
export const hoursOpen: Rule = {
  id: 'hours-open',
  source: 'Zero trust guide 5.1; TAP for CMMC Level 2, odd hours',
  check: ({ config, facts }) => {
    const { hours, approval } = config;
    const wall = wallTime(facts.readAt, hours.timeZone);
    const params = { date: wall.date, time: wall.time, zone: hours.timeZone };
    const consent = { roleIds: approval.supervisorRoleIds, count: 1 };
    switch (isOpen(hours, wall)) {
      case 'open':
        return [allows('hours.open', params)];
      case 'holiday':
        return [needsApproval('hours.holiday', consent, params)];
      case 'closed':
        return [needsApproval('hours.outside', consent, params)];
    }
  },
};
