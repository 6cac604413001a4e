import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** A second display shows what the one in front of the person does not. */
export const stationDisplays: Check = {
  id: 'station.displays',
  severity: 'low',
  blocking: false,
  serves: { requirement: 'Facts about kiosks, 2', controls: ['PE.L2-3.10.1'] },
  mend: { portal: 'Unplug the other displays, or mirror them', graph: null },
  wanted: ({ station }) => [`displays: ${station.displays}`],
  look: (reading, settings) =>
    fact(reading, 'displays', (value) => ({
      fine: value === settings.station.displays,
      found: [`displays: ${value}`],
    })),
};
