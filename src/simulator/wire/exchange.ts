import type { IncomingMessage, ServerResponse } from 'node:http';

/** Largest request body that is read, in bytes. Graph's own limit for JSON is 4 MB. */
const LIMIT = 4 * 1024 * 1024;

/** One HTTP exchange with its address taken apart. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
}

/** Reads the whole body. Throws when it is longer than the limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // The request has no encoding set, so its chunks are buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > LIMIT) throw new Error('The request body is too large.');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** Reads a submitted form; of repeated fields the last wins. */
export async function readForm(request: IncomingMessage): Promise<ReadonlyMap<string, string>> {
  return new Map(new URLSearchParams((await readBody(request)).toString('utf8')));
}

/** The value of a cookie, or undefined. */
export function cookieOf(request: IncomingMessage, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([key]) => key === name)?.[1];
}

const PAGE_HEADERS = {
  'cache-control': 'no-store',
  // No form-action: a submitted sign-in ends, after redirects, at the loopback address of the native client.
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendHtml(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(value));
}

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store', 'content-length': '0' });
  response.end();
}
