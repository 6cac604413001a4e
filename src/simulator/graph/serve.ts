import type { OutgoingHttpHeaders } from 'node:http';
import type { Caller, Call, Reply, Version } from './call.ts';
import { answerBatch } from './batch.ts';
import { callerOf, type AccessDependencies } from './access.ts';
import { dispatch } from './dispatch.ts';
import { replyToError, type RequestIds } from './envelope.ts';
import { GraphFailure } from './failure.ts';
import type { Throttle } from './throttle.ts';
import type { FaultAction } from '../faults/fault.ts';
import { faultFailure } from './fault-failure.ts';
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

/** Whether a fault lets the whole answer go out. */
const letsAnswerOut = (fault: FaultAction | undefined): boolean =>
  !['reset-after', 'hang-after', 'truncate'].includes(fault?.kind ?? '');

function headersOf(reply: Reply, length: number, ids: Incoming['ids']): OutgoingHttpHeaders {
  const type =
    reply.binary?.type ??
    'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';
  return {
    ...reply.headers,
    ...(length === 0 ? {} : { 'Content-Type': type, 'Cache-Control': 'no-cache' }),
    'Content-Length': length,
    'request-id': ids.requestId,
    'client-request-id': ids.clientRequestId,
    Date: new Date(ids.now).toUTCString(),
  };
}

/** Sends the answer, or spoils it as the fault says. */
function send(incoming: Incoming, reply: Reply, fault: FaultAction | undefined): void {
  const { response, request } = incoming.exchange;
  if (fault?.kind === 'reset-after') request.socket.destroy();
  if (fault?.kind === 'reset-after' || fault?.kind === 'hang-after') return;
  const payload = payloadOf(reply, fault);
  response.writeHead(reply.status, headersOf(reply, payload.length, incoming.ids));
  if (fault?.kind === 'truncate')
    response.write(payload.subarray(0, Math.floor(payload.length / 2)), () => request.socket.destroy());
  else response.end(payload);
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

const endsBeforeWork = (fault: FaultAction | undefined): boolean =>
  fault?.kind === 'reset-before' || fault?.kind === 'hang-before';

/** Reads a request and waits as long as latency and fault say; undefined: the fault ends it before any work. */
async function receive(
  deps: GraphDependencies,
  exchange: Exchange,
  fault: FaultAction | undefined,
): Promise<Incoming | undefined> {
  const version: Version = exchange.url.pathname.startsWith('/beta') ? 'beta' : 'v1.0';
  const bytes = await readBody(exchange.request);
  if (endsBeforeWork(fault)) return undefined;
  await deps.wait(deps.latencyMs + (fault?.kind === 'delay' ? fault.ms : 0));
  const requestId = newGuid(deps.tenant);
  const clientRequestId = headerOf(exchange, 'client-request-id') ?? requestId;
  return {
    exchange,
    version,
    path: exchange.url.pathname.slice(version.length + 1),
    ids: { requestId, clientRequestId, now: deps.tenant.clock.now() },
    bytes,
  };
}

interface Worked {
  readonly incoming: Incoming | undefined;
  readonly reply: Reply | undefined;
  readonly fault: FaultAction | undefined;
}

function recordOf({ request, url }: Exchange, { incoming, reply, fault }: Worked) {
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: request.headers,
    body: recordedBody(incoming?.bytes ?? Buffer.alloc(0)),
    status: reply !== undefined && letsAnswerOut(fault) ? reply.status : null,
    answer: reply === undefined ? null : answered(reply),
  };
}

/** Serves Graph under `/v1.0` and `/beta`. */
export function createGraph(deps: GraphDependencies): (exchange: Exchange) => Promise<void> {
  return async (exchange) => {
    const startedAt = deps.ticks();
    const { request, url } = exchange;
    const fault = deps.faults.take(request.method ?? 'GET', url.pathname);
    const incoming = await receive(deps, exchange, fault);
    const reply = incoming === undefined ? undefined : await work(deps, incoming, fault);
    // Before anything goes out: whoever has an answer, or has lost one, finds it in the record.
    deps.record?.({ ...recordOf(exchange, { incoming, reply, fault }), startedAt, endedAt: deps.ticks() });
    if (fault?.kind === 'reset-before') request.socket.destroy();
    if (incoming !== undefined && reply !== undefined) send(incoming, reply, fault);
  };
}
