import type { Meter } from '@opentelemetry/api';
import { attributesOf, type Values } from './attributes.ts';
import type { Waiting } from './port.ts';

/** Seconds between what people wait for. */
const SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

/** Every metric by its name, with what it counts; docs/telemetry.md and the dashboards are held to it by a test. */
export const metrics = {
  'tapdesk.enrollments': {
    kind: 'counter',
    unit: '{enrollment}',
    what: 'Enrollments that ended, by outcome',
  },
  'tapdesk.enrollment.duration': { kind: 'histogram', unit: 's', what: 'From the badge to the end' },
  'tapdesk.decisions': { kind: 'counter', unit: '{decision}', what: 'Decisions of the policy, by verdict' },
  'tapdesk.refusals': { kind: 'counter', unit: '{refusal}', what: 'Refusals of the policy, by reason' },
  'tapdesk.effects': { kind: 'counter', unit: '{effect}', what: 'Changes in the tenant, by step and result' },
  'tapdesk.revoke.duration': {
    kind: 'histogram',
    unit: 's',
    what: 'From the new method seen to the pass deleted',
  },
  'tapdesk.alerts': { kind: 'counter', unit: '{alert}', what: 'Alerts that the desk raised' },
  'http.client.request.duration': { kind: 'histogram', unit: 's', what: 'Requests to Graph' },
  'tapdesk.graph.throttled': {
    kind: 'counter',
    unit: '{request}',
    what: 'Requests that Graph answered with 429',
  },
  'tapdesk.outbox.waiting': { kind: 'gauge', unit: '{item}', what: 'What waits, by outbox' },
  'process.memory.usage': { kind: 'gauge', unit: 'By', what: 'Memory of the main process' },
  'tapdesk.telemetry.dropped': {
    kind: 'counter',
    unit: '{item}',
    what: 'Spans and log records that went nowhere',
  },
} as const satisfies Readonly<
  Record<
    string,
    { readonly kind: 'counter' | 'histogram' | 'gauge'; readonly unit: string; readonly what: string }
  >
>;
export type MetricName = keyof typeof metrics;

type NameOf<Kind> = {
  [Name in MetricName]: (typeof metrics)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** The instruments by name. */
export interface Instruments {
  readonly count: (name: NameOf<'counter'>, values: Values, by?: number) => void;
  readonly measure: (name: NameOf<'histogram'>, seconds: number, values: Values) => void;
}

const watchGauges = (
  meter: Meter,
  gauges: { readonly waiting: () => Waiting; readonly memory: () => number },
): void => {
  const waiting = metrics['tapdesk.outbox.waiting'];
  meter
    .createObservableGauge('tapdesk.outbox.waiting', { unit: waiting.unit, description: waiting.what })
    .addCallback((result) => {
      for (const [outbox, count] of Object.entries(gauges.waiting()))
        result.observe(count, attributesOf({ 'tapdesk.outbox': outbox }));
    });
  const memory = metrics['process.memory.usage'];
  meter
    .createObservableGauge('process.memory.usage', { unit: memory.unit, description: memory.what })
    .addCallback((result) => result.observe(gauges.memory()));
};

/** Creates them all, so that each is there from the start. */
export const createInstruments = (
  meter: Meter,
  gauges: { readonly waiting: () => Waiting; readonly memory: () => number },
): Instruments => {
  watchGauges(meter, gauges);
  const counters = new Map<string, ReturnType<Meter['createCounter']>>();
  const histograms = new Map<string, ReturnType<Meter['createHistogram']>>();
  for (const [name, { kind, unit, what }] of Object.entries(metrics)) {
    const options = { unit, description: what };
    if (kind === 'counter') counters.set(name, meter.createCounter(name, options));
    if (kind === 'histogram')
      histograms.set(
        name,
        meter.createHistogram(name, { ...options, advice: { explicitBucketBoundaries: SECONDS } }),
      );
  }
  return {
    count: (name, values, by = 1) => counters.get(name)?.add(by, attributesOf(values)),
    measure: (name, seconds, values) =>
      histograms.get(name)?.record(Math.max(0, seconds), attributesOf(values)),
  };
};
