import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createTls, type TlsMaterial } from '../../src/simulator/wire/tls.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback that writes down what was asked of it. */
export interface TestServer {
  /** `localhost:PORT` */
  readonly host: string;
  readonly origin: string;
  /** `METHOD /path` of every request, oldest first. */
  readonly asked: string[];
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
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  // It listens on a port, so it has one.
  const { port } = server.address() as AddressInfo;
  const host = `localhost:${port}`;
  return {
    host,
    origin: `${secure === null ? 'http' : 'https'}://${host}`,
    asked,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
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
