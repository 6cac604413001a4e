import { session, type Session } from 'electron';
import type { TenantSettings } from './tenant-settings.ts';

/** Chromium's own verdict stands. */
const CHROMIUM_DECIDES = -3;
const ACCEPT = 0;

const openPartition = (name: string, { simulated, serviceHosts }: TenantSettings): Session => {
  const service = session.fromPartition(name);
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
  return service;
};

type Sent = Parameters<typeof fetch>;

/** A POST to Graph changes something, except a batch, by which the desk only reads. */
const isChange = ([input, init]: Sent, graphHost: string): boolean => {
  const { href } = new URL(input instanceof Request ? input.url : input);
  return init?.method === 'POST' && href.startsWith(`${graphHost}/`) && !href.endsWith('/$batch');
};

const fetchIn = (service: Session, [input, init]: Sent): Promise<Response> =>
  service.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });

/**
 * Sends changes one after the other, each over a connection that nothing was sent over before. When a connection
 * breaks that was used before, Chromium by itself sends a request again, POST included: a second creation replaces
 * a live pass, and a second joining says that the person was a member already. Over a new connection it does not
 * (Chromium, `HttpNetworkTransaction::ShouldResendRequest`).
 */
const createChanges = (service: Session): ((...sent: Sent) => Promise<Response>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (...sent) => {
    const answer = last.then(async () => {
      await service.closeAllConnections();
      return fetchIn(service, sent);
    });
    last = answer.catch(() => undefined);
    return answer;
  };
};

/**
 * A `fetch` for the service's own calls (Graph, tokens), over Chromium's network stack so that the system's
 * proxy and trust store hold. In memory, apart from every window, and only to the hosts of the tenant's cloud.
 */
export const createServiceFetch = (tenant: TenantSettings): typeof fetch => {
  const reads = openPartition('service', tenant);
  const change = createChanges(openPartition('service-changes', tenant));
  return (...sent) => (isChange(sent, tenant.graphHost) ? change(...sent) : fetchIn(reads, sent));
};
