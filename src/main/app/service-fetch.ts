import { session } from 'electron';
import type { SimulatedTenant } from './config-schema.ts';

/** Chromium's own verdict stands. */
const CHROMIUM_DECIDES = -3;
const ACCEPT = 0;

/**
 * A `fetch` for the service's own calls (Graph, tokens), over Chromium's network stack so that the system's
 * proxy and trust store hold. In memory, and apart from every window.
 *
 * @param simulated the simulation, whose one certificate is accepted besides; null for a real tenant
 */
export const createServiceFetch = (simulated: SimulatedTenant | null): typeof fetch => {
  const service = session.fromPartition('service');
  service.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  service.setPermissionCheckHandler(() => false);
  service.setCertificateVerifyProc(({ certificate, hostname }, answer) => {
    const known =
      simulated !== null &&
      hostname === new URL(simulated.graph).hostname &&
      certificate.fingerprint === simulated.leafFingerprint;
    answer(known ? ACCEPT : CHROMIUM_DECIDES);
  });
  return (input, init) =>
    service.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });
};
