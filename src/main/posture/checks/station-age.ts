import { see, nothing, type Check } from '../check.ts';

const dayMs = 86_400_000;

/** Compares as false either way where there is none. */
const timeOf = (iso: string | null): number => Date.parse(iso ?? '');

/** What the directory says of a device that it has not seen for long is what was once true. */
export const stationAge: Check = {
  id: 'station.age',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Facts about Graph, 8', controls: ['IA.L2-3.5.2', 'IA.L2-3.5.6'] },
  mend: {
    portal: 'Intune > Devices > (station) > Sync',
    graph: 'POST /deviceManagement/managedDevices/{id}/syncDevice',
  },
  wanted: ({ station }) => [
    `approximateLastSignInDateTime: within ${station.seenDays} days`,
    'complianceExpirationDateTime: not past',
  ],
  look: ({ tenant, at }, { station }) =>
    see(tenant.device, (device) => {
      const [seenAt, endsAt] = [device?.lastSeenAt ?? null, device?.complianceEndsAt ?? null];
      const seen = at - timeOf(seenAt) <= station.seenDays * dayMs;
      // A device without a compliance policy has no end; whether it is compliant is another check.
      const over = timeOf(endsAt) <= at;
      return nothing([
        ...(seen ? [] : [`approximateLastSignInDateTime: ${String(seenAt)}`]),
        ...(over ? [`complianceExpirationDateTime: ${String(endsAt)}`] : []),
      ]);
    }),
};
