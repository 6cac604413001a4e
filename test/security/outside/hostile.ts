import { createServer, connect, type Server, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TlsMaterial } from '../../../src/simulator/wire/tls.ts';

/** A server of somebody who wants the desk's traffic. */
export interface Listener {
  readonly host: string;
  readonly port: number;
  /** First lines of what was asked of it. */
  readonly asked: readonly string[];
  /** Bytes that it could read although they were meant for another host. */
  readonly read: () => number;
  readonly stop: () => Promise<void>;
}

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** A proxy that takes every connection itself, with a certificate of its own. */
export const startEvilProxy = async (tls: TlsMaterial): Promise<Listener> => {
  const asked: string[] = [];
  const open = new Set<Socket>();
  let read = 0;
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', (chunk: Buffer) => {
      const [line = ''] = chunk.toString('latin1').split('\r\n');
      asked.push(line);
      if (!line.startsWith('CONNECT ')) {
        socket.destroy();
        return;
      }
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const secure = new TLSSocket(socket, { isServer: true, key: tls.key, cert: tls.certificate });
      secure.on('error', () => socket.destroy());
      secure.on('data', (data: Buffer) => (read += data.length));
    });
  });
  const port = await listen(server);
  return {
    host: `127.0.0.1:${port}`,
    port,
    asked,
    read: () => read,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
};

/** A port that nobody listens on now. */
export const freePort = async (): Promise<number> => {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Asks a port again and again. @returns how to stop, which answers whether anybody has ever been there */
export const watchPort = (port: number): (() => boolean) => {
  let answered = false;
  const timer = setInterval(() => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.on('connect', () => {
      answered = true;
      socket.destroy();
    });
  }, 10);
  return () => {
    clearInterval(timer);
    return answered;
  };
};
