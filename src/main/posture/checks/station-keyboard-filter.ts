import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** An application cannot keep Ctrl+Alt+Del and the like from people; the system can. */
export const stationKeyboardFilter: Check = {
  id: 'station.keyboard-filter',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about kiosks, 2', controls: ['CM.L2-3.4.7'] },
  mend: {
    portal:
      'Windows Features > Device Lockdown > Keyboard Filter; on Linux no virtual terminals and kernel.sysrq=0',
    graph: null,
  },
  wanted: () => ['keyboard filter: on'],
  look: (reading) =>
    fact(reading, 'keyboardFilter', (value) => ({
      fine: value,
      found: [`keyboard filter: ${value ? 'on' : 'off'}`],
    })),
};
