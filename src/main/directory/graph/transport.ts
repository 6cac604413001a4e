import type { Context, Middleware } from '@microsoft/microsoft-graph-client';
import { DirectoryError } from '../port.ts';
import type { Call, Fetch } from './call.ts';
import { connectionFailure, timeout, unexpected } from './no-answer.ts';

/** More than any answer that Tapdesk asks for; a longer one is not Graph's. */
const maximumBytes = 8 * 1024 * 1024;

/** Statuses whose answers may have no body (Fetch Standard, null body status). */
const bodiless = new Set([204, 205, 304]);

/** The address and options of a request, as the Graph client made them. */
export const requestOf = (context: Context): { readonly address: string; readonly init: RequestInit } => {
  const address: unknown = context.request;
  if (typeof address !== 'string') throw new TypeError('the Graph client gave no address');
  return { address, init: context.options ?? {} };
};

/** All bytes of an answer, or undefined when there are more than any of Graph's. */
const readBody = async (response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  for (let part = await reader?.read(); part?.done === false; part = await reader?.read()) {
    length += part.value.length;
    if (length > maximumBytes) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/**
 * The end of the chain: one request by the given fetch, read to its last byte within the time-out. Never follows a
 * redirect, since Graph's own answers are none and a captive portal's are.
 */
export const transport = (options: {
  readonly call: Call;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
}): Middleware => {
  const { call } = options;
  const exchange = async (context: Context, signal: AbortSignal): Promise<Response> => {
    const { address, init } = requestOf(context);
    const response = await options.fetch(address, { ...init, signal, redirect: 'manual' });
    const bytes = await readBody(response);
    if (bytes === undefined || response.status < 200 || (response.status >= 300 && response.status < 400)) {
      throw unexpected(call, response.headers);
    }
    const { status, headers } = response;
    return new Response(bodiless.has(status) ? null : bytes, { status, headers });
  };
  return {
    execute: async (context) => {
      const caller = call.context.signal;
      if (caller?.aborted === true) throw timeout(call, false);
      const late = AbortSignal.timeout(options.timeoutMs);
      const signal = caller === undefined ? late : AbortSignal.any([late, caller]);
      try {
        context.response = await exchange(context, signal);
      } catch (cause) {
        if (signal.aborted) throw timeout(call, true);
        throw cause instanceof DirectoryError ? cause : connectionFailure(call, cause);
      }
    },
  };
};
