import { see, type Check } from '../check.ts';

/** A station that the directory does not know cannot be held to anything. */
export const stationDevice: Check = {
  id: 'station.device',
  severity: 'high',
  blocking: false,
  serves: {
    requirement: 'Zero trust guide 3.2; facts about Graph, 8',
    controls: ['IA.L2-3.5.1', 'IA.L2-3.5.2'],
  },
  mend: {
    portal: 'Entra ID > Devices > All devices; station.deviceId in the configuration (dsregcmd /status)',
    graph: 'PATCH /devices/{id} {"accountEnabled": true}',
  },
  wanted: () => ['the device of station.deviceId: exists', 'accountEnabled: true'],
  look: ({ tenant }) =>
    see(tenant.device, (device) =>
      device === null
        ? { fine: false, found: ['no such device'] }
        : {
            fine: device.enabled === true,
            found: [`${device.displayName}: accountEnabled: ${String(device.enabled)}`],
          },
    ),
};
