import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** Without room for the journal nothing may be done. */
export const stationDisk: Check = {
  id: 'station.disk',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about faults, F10', controls: ['AU.L2-3.3.4'] },
  mend: { portal: 'Free room on the disk of the data folder', graph: null },
  wanted: ({ station }) => [`free: at least ${station.diskMegabytes} MB`],
  look: (reading, settings) =>
    fact(reading, 'diskFreeMegabytes', (value) => ({
      fine: value >= settings.station.diskMegabytes,
      found: [`free: ${Math.round(value)} MB`],
    })),
};
