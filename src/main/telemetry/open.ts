import { SeverityNumber } from '@opentelemetry/api-logs';
import type { Logger as OtelLogger } from '@opentelemetry/api-logs';
import { OTLPLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { LoggerProvider, type ReadableLogRecord } from '@opentelemetry/sdk-logs';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { AlwaysOnSampler, BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { attributesOf, nameOf } from './attributes.ts';
import { followEnrollments } from './enrollments.ts';
import { createInstruments } from './instruments.ts';
import type { LogLine, Telemetry, Waiting } from './port.ts';
import { createQueue, type Queue } from './queue.ts';
import type { TelemetryReceiver } from './settings.ts';

/** What telemetry is opened with. */
export interface TelemetrySetup {
  readonly receiver: TelemetryReceiver;
  readonly station: string;
  readonly site: string;
  readonly version: string;
  /** Practice must never be taken for work. */
  readonly simulated: boolean;
  /** Calls again and again. @returns ends it */
  readonly every: (ms: number, action: () => void) => () => void;
  readonly memory: () => number;
}

const TIMEOUT_MS = 10_000;
const [MOST_SPANS, MOST_RECORDS, PAGE] = [2_048, 1_024, 256];
const STOP_MS = 3_000;

const severities: Readonly<Record<LogLine['severity'], readonly [SeverityNumber, string]>> = {
  info: [SeverityNumber.INFO, 'INFO'],
  warn: [SeverityNumber.WARN, 'WARN'],
  error: [SeverityNumber.ERROR, 'ERROR'],
};

const exporterOptions = ({ url, token, ca }: TelemetryReceiver, path: string) => ({
  url: `${url.replace(/\/+$/, '')}${path}`,
  headers: token === null ? {} : { authorization: `Bearer ${token}` },
  timeoutMillis: TIMEOUT_MS,
  concurrencyLimit: 1,
  httpAgentOptions: { keepAlive: true, minVersion: 'TLSv1.2' as const, ...(ca === null ? {} : { ca }) },
});

/** How many of an answer's kind the receiver took; its code is 0 for all. */
type Exporting<T> = (page: T[], done: (result: { readonly code: number }) => void) => void;
const sending =
  <T>(exporting: Exporting<T>) =>
  (page: readonly T[]): Promise<boolean> =>
    new Promise((resolve) => exporting([...page], ({ code }) => resolve(code === 0)));

/** A processor that only keeps what has ended, for the next time that is sent. */
const spansInto = (queue: Queue<ReadableSpan>) => ({
  onStart: () => undefined,
  onEnd: (span: ReadableSpan) => queue.add(span),
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
});
const recordsInto = (queue: Queue<ReadableLogRecord>) => ({
  onEmit: (record: ReadableLogRecord) => queue.add(record),
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
});

const createWriter =
  (logger: OtelLogger) =>
  ({ severity, event, module, fields }: LogLine): void => {
    const [severityNumber, severityText] = severities[severity];
    logger.emit({
      severityNumber,
      severityText,
      body: nameOf(event),
      attributes: {
        ...attributesOf({
          'tapdesk.module': module,
          'tapdesk.code': fields['code'],
          'tapdesk.why': fields['why'],
          'tapdesk.step': fields['step'],
          'tapdesk.result': fields['result'],
          'tapdesk.place': fields['place'],
          'tapdesk.failures': fields['failures'],
        }),
      },
    });
  };

const openQueues = ({ receiver }: TelemetrySetup, dropped: (signal: string, count: number) => void) => {
  const traces = new OTLPTraceExporter(exporterOptions(receiver, '/v1/traces'));
  const logs = new OTLPLogExporter(exporterOptions(receiver, '/v1/logs'));
  const spans = createQueue<ReadableSpan>({
    ...{ most: MOST_SPANS, page: PAGE },
    send: sending((page, done) => traces.export(page, done)),
    dropped: (count) => dropped('traces', count),
  });
  const records = createQueue<ReadableLogRecord>({
    ...{ most: MOST_RECORDS, page: PAGE },
    send: sending((page, done) => logs.export(page, done)),
    dropped: (count) => dropped('logs', count),
  });
  const close = (): Promise<unknown> => Promise.allSettled([traces.shutdown(), logs.shutdown()]);
  return { spans, records, close };
};

const openMeter = ({ receiver }: TelemetrySetup, resource: ReturnType<typeof resourceFromAttributes>) => {
  const options = exporterOptions(receiver, '/v1/metrics');
  const reader = new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(options),
    exportIntervalMillis: receiver.everySeconds * 1_000,
    exportTimeoutMillis: Math.min(TIMEOUT_MS, receiver.everySeconds * 1_000),
  });
  return new MeterProvider({ resource, readers: receiver.metrics ? [reader] : [] });
};

/** What goes wrong while telling stays here: nothing of an enrollment waits for it or fails by it. */
const quietly =
  <T>(tell: (what: T) => void) =>
  (what: T): void => {
    try {
      tell(what);
    } catch {
      // It is missing outside, and everything that counts is in the journal.
    }
  };

const resourceOf = ({ station, site, version, simulated }: TelemetrySetup) =>
  resourceFromAttributes({
    'service.name': 'tapdesk',
    'service.version': version,
    'service.instance.id': station,
    'deployment.environment.name': simulated ? 'simulation' : 'production',
    'tapdesk.site': site,
  });

/** Opens the way to the receiver; it is not asked before there is something to tell. */
export const openTelemetry = (setup: TelemetrySetup): Telemetry => {
  const { receiver } = setup;
  const resource = resourceOf(setup);
  let waiting = (): Waiting => ({});
  const meters = openMeter(setup, resource);
  const instruments = createInstruments(meters.getMeter('tapdesk'), {
    waiting: () => waiting(),
    memory: setup.memory,
  });
  const { spans, records, close } = openQueues(setup, (signal, count) =>
    instruments.count('tapdesk.telemetry.dropped', { 'tapdesk.signal': signal }, count),
  );
  const tracers = new BasicTracerProvider({
    resource,
    sampler: new AlwaysOnSampler(),
    spanProcessors: receiver.traces ? [spansInto(spans)] : [],
  });
  const loggers = new LoggerProvider({ resource, processors: receiver.logs ? [recordsInto(records)] : [] });
  const follow = followEnrollments(tracers.getTracer('tapdesk'), instruments);
  const flush = (): Promise<unknown> => Promise.all([spans.flush(), records.flush()]);
  const stopSending = setup.every(receiver.everySeconds * 1_000, () => void flush());
  const finish = async (): Promise<void> => {
    await flush();
    await meters.shutdown().catch(() => undefined);
    await close();
  };
  return {
    entry: quietly(follow.entry),
    call: quietly(follow.call),
    line: quietly(createWriter(loggers.getLogger('tapdesk'))),
    watch: (look) => {
      waiting = look;
    },
    stop: async () => {
      stopSending();
      const late = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS).unref());
      await Promise.race([finish(), late]);
    },
  };
};
