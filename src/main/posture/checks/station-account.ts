import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** Who administers the station can change what the desk is. */
export const stationAccount: Check = {
  id: 'station.account',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about kiosks, 2', controls: ['AC.L2-3.1.5', 'AC.L2-3.1.6'] },
  mend: { portal: 'Windows Settings > Accounts > Other users: a standard user for the desk', graph: null },
  wanted: () => ['administrator: no'],
  look: (reading) =>
    fact(reading, 'administrator', (value) => ({
      fine: !value,
      found: [`administrator: ${value ? 'yes' : 'no'}`],
    })),
};
