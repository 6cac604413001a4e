import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import { attributesOf, nameOf } from './attributes.ts';
import type { Instruments } from './instruments.ts';
import type { GraphCall, Told } from './port.ts';
import { routeOf } from './route.ts';
import { beginTrace, endTrace, innermost, intend, moveOn, settle, timeOf, type Running } from './running.ts';

/** What is followed, and by what. */
interface Following {
  readonly tracer: Tracer;
  readonly instruments: Instruments;
  readonly running: Map<string, Running>;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const end = ({ running, instruments }: Following, one: Running, entry: Told): void => {
  const { data, enrollment, type } = entry;
  const at = timeOf(one, entry);
  const values = {
    'tapdesk.outcome': type === 'enrollment.unresolved' ? 'unresolved' : data['ending'],
    'tapdesk.scenario': data['scenario'],
  };
  endTrace(one, at, { ...values, 'tapdesk.why': data['why'] });
  running.delete(enrollment ?? '');
  instruments.count('tapdesk.enrollments', values);
  instruments.measure('tapdesk.enrollment.duration', (at - one.began.wallMs) / 1_000, values);
};

const outcome = ({ instruments }: Following, one: Running, entry: Told): void => {
  settle(one, entry);
  if (entry.step !== 'revoke' || entry.data['result'] !== 'ok' || one.foundAt === null) return;
  instruments.measure('tapdesk.revoke.duration', (entry.monotonicMs - one.foundAt) / 1_000, {});
  one.foundAt = null;
};

const decision = (one: Running, entry: Told): void => {
  const { verdict, scenario } = entry.data;
  const values = { 'tapdesk.verdict': verdict, 'tapdesk.scenario': scenario };
  one.span.addEvent('decision', attributesOf(values), timeOf(one, entry));
};

type Follow = (following: Following, one: Running, entry: Told) => void;

const follow: Readonly<Record<string, Follow>> = {
  'enrollment.state': ({ tracer }, one, entry) => moveOn(tracer, one, entry),
  'enrollment.ended': end,
  'enrollment.unresolved': end,
  'effect.intent': ({ tracer }, one, entry) => intend(tracer, one, entry),
  'effect.outcome': outcome,
  'method.found': (_, one, { monotonicMs }) => {
    one.foundAt ??= monotonicMs;
  },
  decision: (_, one, entry) => decision(one, entry),
};

/** What is counted, whether or not a trace of it is open: recovery goes on after an enrollment has ended. */
const tally = ({ count }: Instruments, { type, step, data }: Told): void => {
  if (type === 'effect.outcome')
    count('tapdesk.effects', { 'tapdesk.step': step, 'tapdesk.result': data['result'] });
  if (type === 'alert.raised') count('tapdesk.alerts', { 'tapdesk.rule': data['alert'] ?? data['code'] });
  if (type !== 'decision') return;
  count('tapdesk.decisions', { 'tapdesk.verdict': data['verdict'], 'tapdesk.scenario': data['scenario'] });
  for (const rule of listOf(data['refuses'])) count('tapdesk.refusals', { 'tapdesk.rule': rule });
};

const called = ({ tracer, instruments, running }: Following, call: GraphCall): void => {
  const { method, url, status, startedAt, durationMs } = call;
  const route = routeOf(url);
  const values = {
    'http.request.method': method,
    'url.template': route,
    'http.response.status_code': status,
  };
  instruments.measure('http.client.request.duration', durationMs / 1_000, values);
  if (status === 429) instruments.count('tapdesk.graph.throttled', { 'url.template': route });
  const one = [...running.values()].at(-1);
  if (one === undefined) return;
  const options = { startTime: startedAt, attributes: attributesOf(values), kind: SpanKind.CLIENT };
  const span = tracer.startSpan(`${nameOf(method)} ${route}`, options, innermost(one));
  if (status === null || status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(startedAt + durationMs);
};

/** Follows the journal and makes one trace of each enrollment, with a span for each state, change and call. */
export const followEnrollments = (
  tracer: Tracer,
  instruments: Instruments,
): { readonly entry: (entry: Told) => void; readonly call: (call: GraphCall) => void } => {
  const following: Following = { tracer, instruments, running: new Map() };
  const { running } = following;
  return {
    entry: (entry) => {
      tally(instruments, entry);
      const { enrollment, type } = entry;
      if (type === 'enrollment.begun' && enrollment !== null)
        running.set(enrollment, beginTrace(tracer, entry));
      const one = running.get(enrollment ?? '');
      if (one !== undefined) follow[type]?.(following, one, entry);
    },
    call: (call) => called(following, call),
  };
};
