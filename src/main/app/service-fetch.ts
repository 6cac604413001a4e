import { session } from 'electron';
import type { TenantSettings } from './tenant-settings.ts';

/** Chromium's own verdict stands. */
const CHROMIUM_DECIDES = -3;
const ACCEPT = 0;

/**
 * A `fetch` for the service's own calls (Graph, tokens), over Chromium's network stack so that the system's
 * proxy and trust store hold. In memory, apart from every window, and only to the hosts of the tenant's cloud.
 */
export const createServiceFetch = ({ simulated, serviceHosts }: TenantSettings): typeof fetch => {
  const service = session.fromPartition('service');
  const hosts = new Set(serviceHosts);
  service.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol, host } = new URL(url);
    answer({ cancel: protocol !== 'https:' || !hosts.has(host) });
  });
  service.setSSLConfig({ minVersion: 'tls1.2' });
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
