import type { Check } from '../check.ts';
import { fact } from '../fact.ts';

/** Windows keeps keys and shells in check in these editions alone. */
export const stationEdition: Check = {
  id: 'station.edition',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about kiosks, 2', controls: ['CM.L2-3.4.6'] },
  mend: { portal: 'Windows Settings > System > Activation > Change edition', graph: null },
  wanted: () => ['edition: Windows Enterprise, Education or IoT Enterprise; or Linux'],
  look: (reading) =>
    fact(reading, 'edition', (value) => ({
      fine: !/windows/i.test(value) || /enterprise|education|iot/i.test(value),
      found: [`edition: ${value}`],
    })),
};
