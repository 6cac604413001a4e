import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** Changed files are another program; files that the desk's account may change are one soon. */
export const stationPackage: Check = {
  id: 'station.package',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about Electron, 1', controls: ['CM.L2-3.4.8', 'SI.L2-3.14.1'] },
  mend: {
    portal: 'Install the released package again, owned by the administrator and writable for nobody else',
    graph: null,
  },
  wanted: () => ['package: intact'],
  look: (reading) =>
    fact(reading, 'package', (value) => ({ fine: value === 'intact', found: [`package: ${value}`] })),
};
