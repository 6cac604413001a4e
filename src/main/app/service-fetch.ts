import { session, type Session } from 'electron';
import type { TenantSettings } from '../config/index.ts';
import { servicePartitions } from './service-partitions.ts';

/** Chromium's own verdict stands. */
const CHROMIUM_DECIDES = -3;
const ACCEPT = 0;

const openPartition = (name: string, { simulated, serviceHosts }: TenantSettings): Session => {
  // Graph lets its answers be kept as long as they are asked for again ("no-cache"): photos and methods of people who have
  // gone would stay in memory.
  const service = session.fromPartition(name, { cache: false });
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

const isPostToGraph = ([input, init]: Sent, graphHost: string): boolean =>
  init?.method === 'POST' && addressOf(input).startsWith(`${graphHost}/`);

const addressOf = (input: Sent[0]): string => new URL(input instanceof Request ? input.url : input).href;

const isBatch = (sent: Sent, graphHost: string): boolean =>
  isPostToGraph(sent, graphHost) && addressOf(sent[0]).endsWith('/$batch');

/** A POST to Graph changes something, except a batch, by which the desk only reads. */
const isChange = (sent: Sent, graphHost: string): boolean =>
  isPostToGraph(sent, graphHost) && !isBatch(sent, graphHost);

const fetchIn = (service: Session, [input, init]: Sent): Promise<Response> =>
  service.fetch(input instanceof URL ? input.href : input, { ...init, credentials: 'omit' });

interface Line {
  readonly service: Session;
  /** Whether something was sent over a connection that may still be open. */
  used: boolean;
  /** Settles when no such connection is left. */
  clean: Promise<void>;
}

interface Changes {
  readonly send: (...sent: Sent) => Promise<Response>;
  /** A change is near: opens the connections for it. Chromium lets unused ones go after seconds. */
  readonly expect: () => void;
}

/**
 * Sends changes one after the other, each over a connection that nothing was sent over before. When a connection
 * breaks that was used before, Chromium by itself sends a request again, POST included: a second creation replaces
 * a live pass, and a second joining says that the person was a member already. Over a new connection it does not
 * (Chromium, `HttpNetworkTransaction::ShouldResendRequest`). Lines take turns, so that one can be made ready while
 * the other is in use.
 */
const createChanges = (services: readonly Session[], graphHost: string): Changes => {
  const lines = services.map((service): Line => ({ service, used: false, clean: Promise.resolve() }));
  let turn = 0;
  let last: Promise<unknown> = Promise.resolve();
  const clean = (line: Line): void => {
    if (line.used) line.clean = line.service.closeAllConnections();
    line.used = false;
  };
  const send = (sent: Sent): Promise<Response> => {
    turn = (turn + 1) % lines.length;
    const line = lines[turn];
    if (line === undefined) return Promise.reject(new Error('there is no line for changes'));
    const answer = last.then(async () => {
      clean(line);
      await line.clean;
      line.used = true;
      return fetchIn(line.service, sent);
    });
    last = answer.catch(() => undefined);
    return answer;
  };
  return {
    send: (...sent) => send(sent),
    expect: () => {
      for (const line of lines) {
        clean(line);
        void line.clean.then(() => line.service.preconnect({ url: graphHost, numSockets: 1 }));
      }
    },
  };
};

/**
 * A `fetch` for the service's own calls (Graph, tokens), over Chromium's network stack so that the system's
 * proxy and trust store hold. In memory, apart from every window, and only to the hosts of the tenant's cloud.
 */
export const createServiceFetch = (tenant: TenantSettings): typeof fetch => {
  const { graphHost } = tenant;
  const reads = openPartition(servicePartitions.reads, tenant);
  const lines = servicePartitions.changes.map((name) => openPartition(name, tenant));
  const changes = createChanges(lines, graphHost);
  return (...sent) => {
    if (isChange(sent, graphHost)) return changes.send(...sent);
    // Before the desk changes something it reads all about the person once more, in one batch.
    if (isBatch(sent, graphHost)) changes.expect();
    return fetchIn(reads, sent);
  };
};
