import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** A journal that does not verify, or takes no entry, records nothing. */
export const stationJournal: Check = {
  id: 'station.journal',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Design, the journal', controls: ['AU.L2-3.3.4', 'AU.L2-3.3.8'] },
  mend: { portal: 'tapdesk journal verify; docs/recovery.md', graph: null },
  wanted: () => ['journal: sound'],
  look: (reading) =>
    fact(reading, 'journal', (value) => ({ fine: value === 'sound', found: [`journal: ${value}`] })),
};
