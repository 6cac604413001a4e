import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** A fuse that stands wrong lets the packaged application run other code. */
export const stationFuses: Check = {
  id: 'station.fuses',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about Electron, 1', controls: ['CM.L2-3.4.8'] },
  mend: { portal: 'Install the released package again', graph: null },
  wanted: () => ['fuses that stand wrong: none'],
  look: (reading) =>
    fact(reading, 'wrongFuses', (value) => ({
      fine: value.length === 0,
      found: [value.length === 0 ? 'fuses that stand wrong: none' : value.join(', ')],
    })),
};
