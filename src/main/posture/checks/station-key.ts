import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** The station's key signs its journal; in the open it signs anybody's. */
export const stationKey: Check = {
  id: 'station.key',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Design, the journal', controls: ['AU.L2-3.3.8', 'SC.L2-3.13.10'] },
  mend: {
    portal: 'A keyring of the operating system: DPAPI on Windows, a secret service on Linux',
    graph: null,
  },
  wanted: () => ['key: kept by hardware or by the system'],
  look: (reading) =>
    fact(reading, 'keyProtection', (value) => ({ fine: value !== 'none', found: [`key: ${value}`] })),
};
