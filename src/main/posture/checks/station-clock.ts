import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** Lifetimes and the journal mean what the clock says. */
export const stationClock: Check = {
  id: 'station.clock',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Facts about faults', controls: ['AU.L2-3.3.7'] },
  mend: {
    portal: 'Windows Settings > Time & language > Sync now; on Linux chrony or systemd-timesyncd',
    graph: null,
  },
  wanted: ({ station }) => [`offset: at most ${station.clockSkewSeconds} s`],
  look: (reading, settings) =>
    fact(reading, 'clockOffsetSeconds', (value) => ({
      fine: Math.abs(value) <= settings.station.clockSkewSeconds,
      found: [`offset: ${Math.round(value)} s`],
    })),
};
