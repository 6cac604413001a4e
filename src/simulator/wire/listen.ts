import { createServer, type Server } from 'node:https';
import type { AddressInfo, ListenOptions } from 'node:net';
import type { RequestListener } from 'node:http';
import type { TlsMaterial } from './tls.ts';

/** A TLS listener on loopback alone. */
export interface Listener {
  readonly port: number;
  /** Stops listening and drops open connections. */
  readonly close: () => Promise<void>;
}

function listenOn(server: Server, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      // An https server that listens on a port has an AddressInfo; the other forms are pipes.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);

async function closeAll(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}

async function tryBoth(make: () => Server, port: number): Promise<Listener | 'port taken on ::1'> {
  const four = make();
  const chosen = await listenOn(four, { host: '127.0.0.1', port });
  const six = make();
  try {
    await listenOn(six, { host: '::1', port: chosen, ipv6Only: true });
  } catch (error) {
    // A machine without IPv6 is fine; a port that somebody else has on ::1 is not, as `localhost` may mean either.
    if (codeOf(error) === 'EADDRINUSE') {
      await closeAll([four]);
      if (port !== 0) throw error;
      return 'port taken on ::1';
    }
    return { port: chosen, close: () => closeAll([four]) };
  }
  return { port: chosen, close: () => closeAll([four, six]) };
}

/**
 * Listens with TLS on 127.0.0.1 and, where there is one, on ::1, with the same port.
 * `port` 0 takes any free one. Throws the system's error when the port is taken.
 */
export async function listen(tls: TlsMaterial, port: number, handler: RequestListener): Promise<Listener> {
  const make = () => createServer({ key: tls.key, cert: tls.certificate, keepAliveTimeout: 30_000 }, handler);
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const result = await tryBoth(make, port);
    if (typeof result !== 'string') return result;
  }
  throw new Error('No port is free on both loopback addresses.');
}
