import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** With another shell underneath, closing the desk opens a desktop. */
export const stationShell: Check = {
  id: 'station.shell',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about kiosks, 2', controls: ['CM.L2-3.4.7'] },
  mend: {
    portal:
      'Intune > Devices > Configuration > Kiosk > Shell Launcher; on Linux a kiosk compositor such as cage',
    graph: null,
  },
  wanted: () => ['shell: tapdesk'],
  look: (reading) =>
    fact(reading, 'shell', (value) => ({ fine: value === 'tapdesk', found: [`shell: ${value}`] })),
};
