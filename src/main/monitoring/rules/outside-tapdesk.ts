import type { WatchRule } from '../finding.ts';
import { idsOf, iso } from '../remark.ts';
import { passesIn } from '../view.ts';

/** The tenant has a pass that no desk has on record: it was made elsewhere, or a journal lacks it. */
export const outsideTapdesk: WatchRule = {
  id: 'outside-tapdesk',
  source: 'Zero trust guide 4.4, operational workflow; TAP for CMMC Level 2, "a controlled workflow"',
  severity: 'high',
  *look(view) {
    for (const pass of passesIn(view)) {
      if (pass.journal !== null) continue;
      const params = { event: pass.audit?.eventId ?? '' };
      yield { state: 'found', key: pass.key, at: iso(pass.at), ...idsOf(pass), params };
    }
  },
};
