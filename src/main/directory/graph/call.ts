import type { CallContext, CallTrace } from '../port.ts';

/** The fetch that the adapter is given: a host address in, an answer of any status out. */
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** Named fields for diagnosis. Never a body, a query or a token. */
export interface Diagnosis {
  readonly info: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
}

/**
 * What repeating a request does.
 *
 * - `none`: it changes nothing, so it may be repeated after every kind of failure.
 * - `repeatable`: a second one ends in the same state and the answer's meaning stays (a removal).
 * - `once`: a second one does harm (it replaces a live pass, or makes our own join look like somebody else's),
 *   so it is repeated only where the service says that it did not take it.
 */
export type Effect = 'none' | 'repeatable' | 'once';

/** One request to Graph v1.0. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Begins with `/`, without the version; or a whole address that Graph gave as a next link. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly effect: Effect;
  readonly context: CallContext;
}

/** An answer of any status, after the retries that the rules allow. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly trace: CallTrace;
  /** An earlier attempt of the same call may have been carried out although its answer was a failure. */
  readonly maybeDone: boolean;
}

/** Sends one call; throws only `DirectoryError`, and only when no usable answer arrived. */
export type Send = (call: Call) => Promise<Answer>;

/** The path for diagnosis: no query, since filters name people. */
export const pathForLog = (path: string): string => path.split('?')[0] ?? '';

/** The trace of a call from an answer's headers; all null before any answer. Source: Graph response headers. */
export const traceOf = (context: CallContext, headers?: Headers): CallTrace => {
  const date = Date.parse(headers?.get('date') ?? '');
  return {
    correlationId: context.correlationId,
    requestId: headers?.get('request-id') ?? null,
    serverTime: Number.isNaN(date) ? null : date,
  };
};
