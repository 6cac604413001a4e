import { see, type Check } from '../check.ts';

/** Not told is not compliant. */
export const stationCompliant: Check = {
  id: 'station.compliant',
  severity: 'high',
  blocking: false,
  serves: { requirement: 'Zero trust guide 3.2', controls: ['IA.L2-3.5.2', 'CM.L2-3.4.2'] },
  mend: {
    portal: 'Intune > Devices > (station) > Device compliance',
    graph: 'GET /deviceManagement/managedDevices',
  },
  wanted: () => ['isCompliant: true', 'isManaged: true'],
  look: ({ tenant }) =>
    see(tenant.device, (device) => ({
      fine: device?.compliant === true && device.managed === true,
      found: [
        `isCompliant: ${String(device?.compliant ?? null)}`,
        `isManaged: ${String(device?.managed ?? null)}`,
      ],
    })),
};
