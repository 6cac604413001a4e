import { createSocket } from 'node:dgram';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import { createTls, type TlsMaterial } from '../../src/simulator/wire/tls.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that writes down what was asked of it. */
export interface TestServer {
  /** `localhost:PORT` */
  readonly host: string;
  readonly origin: string;
  /** `METHOD /path` of every request, oldest first. */
  readonly asked: string[];
  /** Connections since it was started, whether or not anything was asked over them. */
  readonly connections: () => number;
  readonly stop: () => Promise<void>;
}

const start = async (secure: TlsMaterial | null, answer: Answer): Promise<TestServer> => {
  const asked: string[] = [];
  const listener: Answer = (request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer(request, response);
  };
  const server =
    secure === null
      ? createHttpServer(listener)
      : createServer({ key: secure.key, cert: secure.certificate }, listener);
  let connections = 0;
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  // It listens on a port, so it has one.
  const { port } = server.address() as AddressInfo;
  const host = `localhost:${port}`;
  return {
    host,
    origin: `${secure === null ? 'http' : 'https'}://${host}`,
    asked,
    connections: () => connections,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** What is no request at all: datagrams (STUN, QUIC) and bare connections (TURN). */
export interface Datagrams {
  /** `address:port` of this machine, not on loopback where it has another: browsers reach loopback otherwise. */
  readonly address: string;
  /** Datagrams and connections that came since the last `forget`. */
  readonly received: () => number;
  readonly forget: () => void;
  readonly stop: () => Promise<void>;
}

const ownAddress = (): string =>
  Object.values(os.networkInterfaces())
    .flatMap((one) => one ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';

export const startDatagrams = async (): Promise<Datagrams> => {
  let received = 0;
  const count = (): void => void (received += 1);
  const bare = createTcpServer((socket) => {
    count();
    socket.destroy();
  });
  await new Promise<void>((resolve) => bare.listen(0, '0.0.0.0', resolve));
  // It listens on a port, so it has one.
  const { port } = bare.address() as AddressInfo;
  const socket = createSocket('udp4', count);
  await new Promise<void>((resolve) => socket.bind(port, '0.0.0.0', resolve));
  return {
    address: `${ownAddress()}:${port}`,
    received: () => received,
    forget: () => (received = 0),
    stop: async () => {
      await new Promise<void>((resolve) => socket.close(resolve));
      await new Promise((resolve) => bare.close(resolve));
    },
  };
};

export const newTls = (): Promise<TlsMaterial> => createTls(Date.now());
export const startHttps = (tls: TlsMaterial, answer: Answer): Promise<TestServer> => start(tls, answer);
export const startHttp = (answer: Answer): Promise<TestServer> => start(null, answer);

/** Answers with a page. */
export const page = (response: ServerResponse, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(`<!doctype html><title>Test</title>${body}`);
};
