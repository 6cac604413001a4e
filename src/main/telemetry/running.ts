import {
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import { attributesOf, nameOf, type Values } from './attributes.ts';
import type { Told } from './port.ts';

interface Opened {
  readonly span: Span;
  readonly context: Context;
}

/** The trace of one enrollment while it runs. */
export interface Running extends Opened {
  /** Wall and monotonic clock at its beginning: what lies between is counted by the second. */
  readonly began: { readonly wallMs: number; readonly monotonicMs: number };
  state: Opened | null;
  /** By the id of their intent. */
  readonly effects: Map<string, Opened>;
  /** Monotonic, when the new method was seen. */
  foundAt: number | null;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** When an entry was written, by the clock that nobody can set. */
export const timeOf = ({ began }: Running, { monotonicMs }: Told): number =>
  began.wallMs + Math.max(0, monotonicMs - began.monotonicMs);

interface Opening {
  readonly name: string;
  readonly parent: Context;
  readonly at: number;
  readonly values: Values;
}

const open = (tracer: Tracer, { name, parent, at, values }: Opening): Opened => {
  const options = { startTime: at, attributes: attributesOf(values), kind: SpanKind.INTERNAL };
  const span = tracer.startSpan(name, options, parent);
  return { span, context: trace.setSpan(parent, span) };
};

/** Opens the trace of the enrollment that an entry begins. */
export const beginTrace = (tracer: Tracer, entry: Told): Running => {
  const wallMs = Date.parse(entry.at);
  const values = { 'tapdesk.enrollment.id': entry.enrollment };
  const root = open(tracer, { name: 'enrollment', parent: ROOT_CONTEXT, at: wallMs, values });
  const began = { wallMs, monotonicMs: entry.monotonicMs };
  return { ...root, began, state: null, effects: new Map(), foundAt: null };
};

/** Ends everything that is still open of it. */
export const endTrace = (one: Running, at: number, values: Values): void => {
  for (const { span } of one.effects.values()) span.end(at);
  one.state?.span.end(at);
  one.span.setAttributes(attributesOf(values));
  one.span.end(at);
};

const enter = (tracer: Tracer, one: Running, [state, at]: readonly [unknown, number]): void => {
  one.state?.span.end(at);
  const values = { 'tapdesk.state': state };
  one.state = open(tracer, { name: `state ${nameOf(state)}`, parent: one.context, at, values });
};

/** From one state to the next. */
export const moveOn = (tracer: Tracer, one: Running, entry: Told): void => {
  const { from, to } = entry.data;
  if (one.state === null) enter(tracer, one, [from, one.began.wallMs]);
  if (from !== to) enter(tracer, one, [to, timeOf(one, entry)]);
};

/** A change in the tenant is about to be made. */
export const intend = (tracer: Tracer, one: Running, entry: Told): void => {
  const { step } = entry;
  const parent = one.state?.context ?? one.context;
  const values = { 'tapdesk.step': step };
  const opening = { name: `step ${nameOf(step)}`, parent, at: timeOf(one, entry), values };
  one.effects.set(textOf(entry.data['effect']), open(tracer, opening));
};

/** What became of it. */
export const settle = (one: Running, entry: Told): void => {
  const { result, code, effect } = entry.data;
  const span = one.effects.get(textOf(effect))?.span;
  one.effects.delete(textOf(effect));
  span?.setAttributes(attributesOf({ 'tapdesk.result': result, 'tapdesk.code': code }));
  if (result !== 'ok') span?.setStatus({ code: SpanStatusCode.ERROR });
  span?.end(timeOf(one, entry));
};

/** Where what happens now belongs: to the change that is under way, or the state. */
export const innermost = (one: Running): Context =>
  [...one.effects.values()].at(-1)?.context ?? one.state?.context ?? one.context;
