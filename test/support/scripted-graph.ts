import { createGraphDirectory, type Directory, type ReadQuota } from '../../src/main/directory/index.ts';
import type { Fetch } from './tenant.ts';

/** A request as it reached the wire. */
export interface SentRequest {
  readonly method: string;
  readonly address: string;
  readonly headers: Headers;
  readonly body: unknown;
}

type Script = (request: SentRequest) => Response | Promise<Response>;

export const graphHost = 'https://graph.example';

/** A JSON answer with the headers that Graph sends. */
export const answer = (
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/json',
      'request-id': 'request-1',
      date: 'Sun, 22 Nov 2026 10:00:00 GMT',
      ...headers,
    },
  });

/** Graph's error envelope; the message may be followed by headers. */
export const refusal = (
  status: number,
  code: string,
  ...[message = '', headers = {}]: readonly [string?, Readonly<Record<string, string>>?]
): Response =>
  answer(status, { error: { code, message, innerError: { date: '', 'request-id': 'r' } } }, headers);

/** What fetch rejects with when the socket fails with this code. */
export const socketFailure = (code: string, more: Readonly<Record<string, unknown>> = {}): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, ...more }) });

export interface ScriptedGraph {
  readonly directory: Directory;
  readonly sent: readonly SentRequest[];
  /** Milliseconds of each wait, in order. */
  readonly waits: readonly number[];
  /** The claims that each access token was asked for with. */
  readonly claims: readonly (string | undefined)[];
}

export interface ScriptOptions {
  readonly accessToken?: (claims?: string) => Promise<string>;
  readonly timeoutMs?: number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly fetch?: Fetch;
  readonly quota?: ReadQuota;
}

const bodyOf = (init: RequestInit): unknown =>
  typeof init.body === 'string' ? JSON.parse(init.body) : undefined;

/**
 * A directory over a fetch that plays a script: the n-th request gets the n-th entry, the last one again and again.
 * Waiting takes no time but moves the clock.
 */
export const scriptedGraph = (script: readonly Script[], options: ScriptOptions = {}): ScriptedGraph => {
  const sent: SentRequest[] = [];
  const waits: number[] = [];
  const claims: (string | undefined)[] = [];
  let elapsed = 0;
  const fetch: Fetch = async (address, init) => {
    const method = init.method ?? 'GET';
    const request = { method, address, headers: new Headers(init.headers), body: bodyOf(init) };
    sent.push(request);
    const play = script[Math.min(sent.length, script.length) - 1];
    if (play === undefined) throw new Error('the script is empty');
    return await play(request);
  };
  const directory = createGraphDirectory({
    graphHost,
    quota: options.quota,
    fetch: options.fetch ?? fetch,
    accessToken: async (asked) => {
      claims.push(asked);
      return await (options.accessToken?.(asked) ?? Promise.resolve('token'));
    },
    clock: { now: () => Date.UTC(2026, 10, 22, 10) + elapsed, monotonicMs: () => elapsed },
    random: options.random ?? (() => 0.5),
    sleep: (ms, signal) => {
      waits.push(ms);
      elapsed += ms;
      return options.sleep?.(ms, signal) ?? Promise.resolve();
    },
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  return { directory, sent, waits, claims };
};
