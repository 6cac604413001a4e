import { see, type Check } from '../check.ts';

const joined: ReadonlySet<string> = new Set(['AzureAd', 'ServerAd']);

/** A device that is merely registered is somebody's own. */
export const stationJoin: Check = {
  id: 'station.join',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Zero trust guide 3.2; facts about Graph, 8', controls: ['IA.L2-3.5.2'] },
  mend: {
    portal: 'Windows Settings > Accounts > Access work or school > Join this device to Microsoft Entra ID',
    graph: null,
  },
  wanted: () => ['trustType: AzureAd or ServerAd'],
  look: ({ tenant }) =>
    see(tenant.device, (device) => ({
      fine: joined.has(device?.trustType ?? ''),
      found: [`trustType: ${device?.trustType ?? 'null'}`],
    })),
};
