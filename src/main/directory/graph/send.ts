import { Client, ResponseType, type GraphRequest, type Middleware } from '@microsoft/microsoft-graph-client';
import { DirectoryError } from '../port.ts';
import { authentication, type AccessToken } from './authentication.ts';
import { traceOf, type Answer, type Call, type Fetch, type Send } from './call.ts';
import { unexpected } from './no-answer.ts';
import { pacing, type ReadQuota } from './pacing.ts';
import { retry, type Waiting } from './retry.ts';
import { transport } from './transport.ts';

/** What sending needs. */
export interface Sending extends Waiting {
  /** Such as `https://graph.microsoft.com`, without a version. */
  readonly graphHost: string;
  readonly fetch: Fetch;
  readonly accessToken: AccessToken;
  readonly timeoutMs: number;
  /** Shared by all desks of the tenant; left out: nobody else reads. */
  readonly quota?: ReadQuota | undefined;
}

/** What one call leaves behind while it runs through the chain. */
interface Exchange {
  response?: Response;
  failure?: unknown;
  maybeDone: boolean;
}

/** The Graph client turns every error into one of its own, so failures are taken out of the chain before it. */
const edge = (exchange: Exchange): Middleware => {
  let next: Middleware | undefined;
  return {
    setNext: (middleware) => {
      next = middleware;
    },
    execute: async (context) => {
      try {
        await next?.execute(context);
        if (context.response !== undefined) exchange.response = context.response;
      } catch (error) {
        exchange.failure = error;
      }
    },
  };
};

const perform = async (request: GraphRequest, call: Call): Promise<void> => {
  switch (call.method) {
    case 'GET':
      await request.get();
      return;
    case 'POST':
      await request.post(call.body ?? {});
      return;
    case 'PATCH':
      await request.patch(call.body ?? {});
      return;
    case 'DELETE':
      await request.delete();
  }
};

/**
 * Makes the one function by which every request goes to Graph v1.0: the Graph client with our own chain (edge,
 * retry, authentication, transport), new for each call because it holds that call's state.
 */
export const createSend = (sending: Sending): Send => {
  const { graphHost } = sending;
  return async (call): Promise<Answer> => {
    const exchange: Exchange = { maybeDone: false };
    const doubt = (): void => {
      exchange.maybeDone = true;
    };
    const client = Client.initWithMiddleware({
      baseUrl: graphHost,
      defaultVersion: 'v1.0',
      middleware: [
        edge(exchange),
        retry({ call, waiting: sending, doubt }),
        authentication({ call, graphHost, accessToken: sending.accessToken }),
        ...(sending.quota === undefined ? [] : [pacing(call, sending.quota)]),
        transport({ call, fetch: sending.fetch, timeoutMs: sending.timeoutMs }),
      ],
    });
    const headers = { ...call.headers, 'client-request-id': call.context.correlationId };
    await perform(client.api(call.path).headers(headers).responseType(ResponseType.RAW), call);
    const { response, failure, maybeDone } = exchange;
    if (failure instanceof DirectoryError) throw failure;
    if (failure !== undefined) throw new Error('a fault in the request chain', { cause: failure });
    if (response === undefined) throw unexpected(call, undefined);
    return {
      status: response.status,
      headers: response.headers,
      bytes: new Uint8Array(await response.arrayBuffer()),
      trace: traceOf(call.context, response.headers),
      maybeDone,
    };
  };
};
