import { allows, refuses, type Rule } from '../rule.ts';

const MINUTE_MS = 60_000;

/** A consent counts for some minutes after the approver's own sign-in. */
export const approverFresh: Rule = {
  id: 'approver-fresh',
  source: 'TAP for CMMC Level 2, documented verification',
  check: ({ config, consents, facts }) => {
    const minutes = config.approval.freshMinutes;
    const stale = consents.some(({ signedInAt }) => facts.readAt - signedInAt > minutes * MINUTE_MS);
    if (stale) return [refuses('approver.too-old', { minutes })];
    return [allows(consents.length === 0 ? 'approver.nobody-yet' : 'approver.fresh')];
  },
};
