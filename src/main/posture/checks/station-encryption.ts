import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** A stolen disk is a stolen journal. */
export const stationEncryption: Check = {
  id: 'station.encryption',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'CMMC guide, device hardening', controls: ['MP.L2-3.8.9', 'SC.L2-3.13.16'] },
  mend: {
    portal: 'Windows Settings > Privacy & security > Device encryption (BitLocker); on Linux LUKS',
    graph: null,
  },
  wanted: () => ['disk: encrypted'],
  look: (reading) =>
    fact(reading, 'diskEncrypted', (value) => ({
      fine: value,
      found: [`disk: ${value ? 'encrypted' : 'not encrypted'}`],
    })),
};
