import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { FaultInjector } from '../faults/injector.ts';
import { sendJson, type Exchange } from './exchange.ts';

/** A part of the tenant, by the beginning of its paths. */
export interface Area {
  readonly prefix: string;
  readonly serve: (exchange: Exchange) => Promise<void>;
  /** Faults that strike before the part sees the request. Graph handles its own. */
  readonly faults?: FaultInjector;
}

export interface RouterDependencies {
  readonly origin: string;
  readonly areas: readonly Area[];
  /** Milliseconds, for the Date header. */
  readonly now: () => number;
  readonly report: (error: unknown) => void;
}

const isIn = (area: Area, pathname: string) =>
  pathname === area.prefix || pathname.startsWith(`${area.prefix}/`);

const cuts: ReadonlySet<string> = new Set(['reset-before', 'reset-after', 'truncate']);
const hangs: ReadonlySet<string> = new Set(['hang-before', 'hang-after']);

/** Applies what can go wrong with a page: gives true when the request has been dealt with. */
async function strike(area: Area, exchange: Exchange): Promise<boolean> {
  const action = area.faults?.take(exchange.request.method ?? 'GET', exchange.url.pathname);
  if (action === undefined) return false;
  if (action.kind === 'status') {
    const error = action.code ?? 'temporarily_unavailable';
    const body = { error, error_description: action.message ?? 'An injected fault.' };
    sendJson(exchange.response, action.status, body);
    return true;
  }
  if (action.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, action.ms));
  if (cuts.has(action.kind)) exchange.request.socket.destroy();
  return cuts.has(action.kind) || hangs.has(action.kind);
}

async function route(deps: RouterDependencies, exchange: Exchange): Promise<void> {
  const area = deps.areas.find((one) => isIn(one, exchange.url.pathname));
  if (area === undefined) {
    sendJson(exchange.response, 404, {
      error: { code: 'ResourceNotFound', message: 'There is nothing here.' },
    });
    return;
  }
  if (await strike(area, exchange)) return;
  await area.serve(exchange);
}

function fail(deps: RouterDependencies, response: ServerResponse, error: unknown): void {
  deps.report(error);
  if (response.headersSent) response.destroy();
  else sendJson(response, 500, { error: { code: 'InternalServerError', message: 'Internal error.' } });
}

function parse(deps: RouterDependencies, request: IncomingMessage): URL | undefined {
  return URL.parse(request.url ?? '/', deps.origin) ?? undefined;
}

/** Sends each request to the part of the tenant it is for. Whatever breaks is reported and answered with 500. */
export function createRouter(deps: RouterDependencies): RequestListener {
  return (request, response) => {
    response.setHeader('date', new Date(deps.now()).toUTCString());
    const url = parse(deps, request);
    if (url === undefined) {
      sendJson(response, 400, { error: { code: 'BadRequest', message: 'The address cannot be read.' } });
      return;
    }
    route(deps, { request, response, url }).catch((error: unknown) => fail(deps, response, error));
  };
}
