import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** A debugger reads the pass out of memory. */
export const stationDebugger: Check = {
  id: 'station.debugger',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Threat model, the pass in memory', controls: ['CM.L2-3.4.6', 'CM.L2-3.4.7'] },
  mend: {
    portal: 'The shortcut or service that starts Tapdesk: no such switch, no such variable',
    graph: null,
  },
  wanted: () => ['debugger switches: none'],
  look: (reading) =>
    fact(reading, 'debuggerSwitches', (value) => ({
      fine: value.length === 0,
      found: [value.length === 0 ? 'debugger switches: none' : value.join(', ')],
    })),
};
