// Real receivers of alerts on loopback, over TLS of an authority of their own.
import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo, Server, Socket } from 'node:net';
import tls from 'node:tls';
import { createTls, type TlsMaterial } from '../../src/simulator/wire/tls.ts';

export const newTls = (): Promise<TlsMaterial> => createTls(Date.now());

/** One request as it arrived. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the receiver does with the next request. */
export type Answer = { readonly status: number; readonly body?: string } | 'hang' | 'reset';

const listening = async (server: Server, port: number): Promise<number> => {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return address.port;
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/** A receiver that is posted to. */
export const httpsReceiver = async ({ key, certificate }: TlsMaterial, port = 0) => {
  const received: Received[] = [];
  let answer: Answer = { status: 204 };
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ path: request.url ?? '', headers, body: Buffer.concat(parts).toString('utf8') });
      if (answer === 'hang') return;
      if (answer === 'reset') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
    });
  });
  const at = await listening(server, port);
  return {
    port: at,
    url: `https://localhost:${at}`,
    received,
    answers: (next: Answer) => {
      answer = next;
    },
    close: async () => {
      server.closeAllConnections();
      await closed(server);
    },
  };
};

/** Takes messages by their length in octets. Source: RFC 5425, 4.3. */
const unframed = (bytes: Buffer): readonly string[] => {
  const messages: string[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const space = rest.indexOf(0x20);
    const length = Number(rest.subarray(0, space).toString('latin1'));
    if (!Number.isInteger(length) || space < 1 || rest.length < space + 1 + length)
      throw new Error('not framed by octets');
    messages.push(rest.subarray(space + 1, space + 1 + length).toString('utf8'));
    rest = rest.subarray(space + 1 + length);
  }
  return messages;
};

/** A syslog receiver over TLS. */
export const syslogReceiver = async (
  { key, certificate }: TlsMaterial,
  more: { readonly behaves?: 'takes' | 'hangs' | 'breaks'; readonly clientCa?: string } = {},
) => {
  const messages: string[] = [];
  const sockets = new Set<tls.TLSSocket>();
  const options = {
    ...{ key, cert: certificate },
    ...(more.clientCa === undefined
      ? {}
      : { ca: more.clientCa, requestCert: true, rejectUnauthorized: true }),
  };
  const raw = new Map<number, Socket>();
  const server = tls.createServer({ ...options, allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    const parts: Buffer[] = [];
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      parts.push(part);
      if (more.behaves === 'breaks') raw.get(socket.remotePort ?? 0)?.resetAndDestroy();
    });
    socket.on('end', () => {
      if (more.behaves === 'hangs') return;
      messages.push(...unframed(Buffer.concat(parts)));
      socket.end();
    });
  });
  // Only the connection beneath can be reset.
  server.on('connection', (socket: Socket) => raw.set(socket.remotePort ?? 0, socket));
  const port = await listening(server, 0);
  return {
    port,
    messages,
    close: () => {
      // A connection that was reset beneath is never counted as closed: nobody waits for it.
      for (const socket of sockets) socket.destroy();
      server.close();
      return Promise.resolve();
    },
  };
};
