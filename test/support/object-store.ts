// A real object store on loopback: s3rver, behind TLS of an authority of the tests. s3rver knows neither object lock nor
// `If-None-Match`; the TLS end keeps what it was asked for and can stand in for a store that knows the second.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from 's3rver';
import type { S3Settings } from '../../src/main/checkpoints/index.ts';
import { newTls } from './receivers.ts';

/** How the store behaves. */
interface Behaviour {
  /** Whether it refuses to write over what is there when it is asked to. */
  conditional: boolean;
  /** What it answers instead of doing anything; 0: the connection breaks; null: it works. */
  fails: number | null;
  /** Whether the answer to a write is lost on the way, the write not. */
  losesAnswers: boolean;
  /** How many times it still tells whoever looks that nothing is there. */
  blind: number;
}

/** One request as it arrived. */
interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
}

const refusal = '<?xml version="1.0"?><Error><Code>PreconditionFailed</Code></Error>';
const xml = { 'content-type': 'application/xml' };
const isLook = (method: string, url: string): boolean => method === 'GET' && !url.includes('list-type');
const unknown = '<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>';

/** Starts one with an empty bucket. */
export const startObjectStore = async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-s3-'));
  const bucket = 'checkpoints';
  const inner = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: folder },
    configureBuckets: [{ name: bucket }],
  });
  const { port: innerPort } = await inner.run();
  const { ca, key, certificate } = await newTls();
  const behaviour: Behaviour = { conditional: true, fails: null, losesAnswers: false, blind: 0 };
  const asked: Asked[] = [];
  const there = new Set<string>();

  const pass = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    const options = { port: innerPort, method: request.method, path: request.url, headers: request.headers };
    const onward = http.request({ host: '127.0.0.1', ...options }, (answer) => {
      const status = answer.statusCode ?? 500;
      if (request.method === 'PUT' && status === 200) there.add(request.url ?? '');
      if (request.method === 'PUT' && behaviour.losesAnswers) {
        response.destroy();
        return;
      }
      response.writeHead(status, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  };
  const server = https.createServer({ key, cert: certificate }, (request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, path: url, headers });
    const { fails, blind, conditional } = behaviour;
    if (fails === 0) request.socket.destroy();
    else if (fails !== null) response.writeHead(fails).end();
    else if (blind > 0 && isLook(method, url)) {
      behaviour.blind -= 1;
      response.writeHead(404, xml).end(unknown);
    } else if (conditional && headers['if-none-match'] === '*' && there.has(url))
      response.writeHead(412, xml).end(refusal);
    else pass(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const settings: S3Settings = {
    endpoint: `https://localhost:${port}`,
    region: 'us-east-1',
    bucket,
    prefix: 'tapdesk/',
    pathStyle: true,
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    ca,
    lock: null,
  };
  return {
    settings,
    behaviour,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await inner.close();
      rmSync(folder, { recursive: true });
    },
  };
};
