import type { Caller, Call, Reply, Version } from './call.ts';
import { answerBatch } from './batch.ts';
import { callerOf, type AccessDependencies } from './access.ts';
import { dispatch } from './dispatch.ts';
import { replyToError, type RequestIds } from './envelope.ts';
import { GraphFailure } from './failure.ts';
import { tooMany, type Throttle } from './throttle.ts';
import type { FaultAction } from '../faults/fault.ts';
import type { FaultInjector } from '../faults/injector.ts';
import { newGuid, type Tenant } from '../tenant/tenant.ts';
import { readBody, type Exchange } from '../wire/exchange.ts';
import type { Recorder } from '../wire/record.ts';

export interface GraphDependencies {
  readonly tenant: Tenant;
  readonly origin: string;
  readonly access: AccessDependencies;
  readonly faults: FaultInjector;
  readonly throttle: Throttle | undefined;
  /** Milliseconds before each answer. */
  readonly latencyMs: number;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Monotonic milliseconds, for the record. */
  readonly ticks: () => number;
  readonly record: Recorder | undefined;
  readonly report: (error: unknown) => void;
}

/** A request as far as it has been read. */
interface Incoming {
  readonly exchange: Exchange;
  readonly version: Version;
  readonly path: string;
  readonly ids: RequestIds;
  readonly bytes: Buffer;
}

const headerOf = (exchange: Exchange, name: string) => {
  const value = exchange.request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
};

function bodyOf(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new GraphFailure(400, { code: 'BadRequest', message: 'Unable to read JSON request payload.' });
  }
}

function requireJson(incoming: Incoming): void {
  const type = headerOf(incoming.exchange, 'content-type') ?? '';
  if (incoming.bytes.length > 0 && !/^application\/json\b/i.test(type)) {
    throw new GraphFailure(415, {
      code: 'UnsupportedMediaType',
      message: 'The media type is not supported.',
    });
  }
}

/** A fault that is an answer of its own, instead of the work. */
function faultFailure(action: FaultAction | undefined): GraphFailure | undefined {
  if (action?.kind === 'status') {
    if (action.status === 429 && action.code === undefined) return tooMany(action.retryAfterSeconds ?? 1);
    const headers =
      action.retryAfterSeconds === undefined ? {} : { 'Retry-After': String(action.retryAfterSeconds) };
    const code = action.code ?? (action.status === 503 ? 'ServiceUnavailable' : 'UnknownError');
    return new GraphFailure(
      action.status,
      { code, message: action.message ?? 'An injected fault.' },
      headers,
    );
  }
  if (action?.kind === 'claims-challenge') {
    const claims = action.claims ?? '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}';
    const challenge = `Bearer realm="", error="insufficient_claims", claims="${Buffer.from(claims).toString('base64')}"`;
    return new GraphFailure(
      401,
      { code: 'InvalidAuthenticationToken', message: 'Continuous access evaluation resulted in challenge.' },
      { 'WWW-Authenticate': challenge },
    );
  }
  return undefined;
}

async function answerItem(
  deps: GraphDependencies,
  call: Omit<Call, 'params'>,
  ids: RequestIds,
): Promise<Reply> {
  try {
    const failure = faultFailure(deps.faults.take(call.method, `/${call.version}${call.path}`));
    if (failure !== undefined) throw failure;
    deps.throttle?.(call.path);
    return await dispatch(call);
  } catch (error) {
    return replyToError(error, ids, deps.report);
  }
}

async function answer(deps: GraphDependencies, incoming: Incoming, caller: Caller): Promise<Reply> {
  requireJson(incoming);
  const { exchange } = incoming;
  const call: Omit<Call, 'params'> = {
    tenant: deps.tenant,
    caller,
    origin: deps.origin,
    version: incoming.version,
    method: exchange.request.method ?? 'GET',
    path: incoming.path,
    query: exchange.url.searchParams,
    headers: {
      consistencylevel: headerOf(exchange, 'consistencylevel'),
      prefer: headerOf(exchange, 'prefer'),
    },
    body: bodyOf(incoming.bytes),
  };
  if (/^\/\$batch$/i.test(incoming.path)) {
    if (call.method !== 'POST')
      throw new GraphFailure(405, {
        code: 'Request_BadRequest',
        message: 'Specified HTTP method is not allowed for the request target.',
      });
    return answerBatch(call, (inner) => answerItem(deps, inner, incoming.ids));
  }
  deps.throttle?.(incoming.path);
  return dispatch(call);
}

async function work(
  deps: GraphDependencies,
  incoming: Incoming,
  fault: FaultAction | undefined,
): Promise<Reply> {
  try {
    const caller = await callerOf(deps.access, headerOf(incoming.exchange, 'authorization'));
    const failure = faultFailure(fault);
    if (failure !== undefined) throw failure;
    return await answer(deps, incoming, caller);
  } catch (error) {
    return replyToError(error, incoming.ids, deps.report);
  }
}

function payloadOf(reply: Reply, fault: FaultAction | undefined): Buffer {
  if (reply.binary !== undefined) return Buffer.from(reply.binary.bytes);
  if (reply.body === undefined) return Buffer.alloc(0);
  return Buffer.from(fault?.kind === 'malformed' ? '{"value":[{' : JSON.stringify(reply.body));
}

/** Sends the answer, or spoils it as the fault says. Gives whether the whole answer went out. */
function send(incoming: Incoming, reply: Reply, fault: FaultAction | undefined): boolean {
  const { response, request } = incoming.exchange;
  if (fault?.kind === 'reset-after') {
    request.socket.destroy();
    return false;
  }
  if (fault?.kind === 'hang-after') return false;
  const payload = payloadOf(reply, fault);
  const type =
    reply.binary?.type ??
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
  response.writeHead(reply.status, {
    ...reply.headers,
    ...(payload.length === 0 ? {} : { 'Content-Type': type, 'Cache-Control': 'no-cache' }),
    'Content-Length': payload.length,
    'request-id': incoming.ids.requestId,
    'client-request-id': incoming.ids.clientRequestId,
    Date: new Date(incoming.ids.now).toUTCString(),
  });
  if (fault?.kind === 'truncate') {
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => request.socket.destroy());
    return false;
  }
  response.end(payload);
  return true;
}

/** What the record says was answered: the JSON, or how many bytes of what. */
function answered(reply: Reply): unknown {
  return reply.binary === undefined
    ? (reply.body ?? null)
    : { contentType: reply.binary.type, bytes: reply.binary.bytes.length };
}

function recordedBody(bytes: Buffer): unknown {
  try {
    return bodyOf(bytes) ?? null;
  } catch {
    return '(not JSON)';
  }
}

/** Serves Graph under `/v1.0` and `/beta`. */
export function createGraph(deps: GraphDependencies): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const startedAt = deps.ticks();
    const { request, url } = exchange;
    const version: Version = url.pathname.startsWith('/beta') ? 'beta' : 'v1.0';
    const requestId = newGuid(deps.tenant);
    const bytes = await readBody(request);
    const fault = deps.faults.take(request.method ?? 'GET', url.pathname);
    if (fault?.kind === 'reset-before') return void request.socket.destroy();
    if (fault?.kind === 'hang-before') return undefined;
    await deps.wait(deps.latencyMs + (fault?.kind === 'delay' ? fault.ms : 0));
    const ids = {
      requestId,
      clientRequestId: headerOf(exchange, 'client-request-id') ?? requestId,
      now: deps.tenant.clock.now(),
    };
    const incoming: Incoming = {
      exchange,
      version,
      path: url.pathname.slice(version.length + 1),
      ids,
      bytes,
    };
    const reply = await work(deps, incoming, fault);
    const sent = send(incoming, reply, fault);
    deps.record?.({
      method: request.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      body: recordedBody(bytes),
      status: sent ? reply.status : null,
      answer: answered(reply),
      startedAt,
      endedAt: deps.ticks(),
    });
    return undefined;
  };
}
