import { z } from 'zod';
import type { Received } from './receivers.ts';

const value = z.union([
  z.object({ stringValue: z.string() }).transform((one) => one.stringValue),
  z.object({ intValue: z.coerce.number() }).transform((one) => one.intValue),
  z.object({ doubleValue: z.number() }).transform((one) => one.doubleValue),
]);
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((all) => Object.fromEntries(all.map((one) => [one.key, one.value])));
const resource = z.object({ attributes });

const traces = z.object({
  resourceSpans: z.array(
    z.object({
      resource,
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              startTimeUnixNano: z.string().transform(BigInt),
              endTimeUnixNano: z.string().transform(BigInt),
              attributes,
              events: z.array(z.object({ name: z.string(), attributes })).default([]),
              status: z.object({ code: z.number().default(0) }),
            }),
          ),
        }),
      ),
    }),
  ),
});
const point = z.object({
  attributes,
  asInt: z.coerce.number().optional(),
  asDouble: z.number().optional(),
  count: z.coerce.number().optional(),
});
const points = z.object({ dataPoints: z.array(point) }).optional();
const figures = z.object({
  resourceMetrics: z.array(
    z.object({
      resource,
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({ name: z.string(), unit: z.string(), sum: points, gauge: points, histogram: points }),
          ),
        }),
      ),
    }),
  ),
});
const records = z.object({
  resourceLogs: z.array(
    z.object({
      resource,
      scopeLogs: z.array(
        z.object({
          logRecords: z.array(z.object({ severityText: z.string(), body: value, attributes })),
        }),
      ),
    }),
  ),
});

const bodiesAt = (received: readonly Received[], path: string): readonly unknown[] =>
  received.filter((one) => one.path === path).map((one) => JSON.parse(one.body) as unknown);

/** What arrived at a receiver of telemetry, as the protocol has it. */
export const arrivedAt = (received: readonly Received[]) => {
  const spans = bodiesAt(received, '/v1/traces').flatMap((body) => traces.parse(body).resourceSpans);
  const metrics = bodiesAt(received, '/v1/metrics').flatMap((body) => figures.parse(body).resourceMetrics);
  const logs = bodiesAt(received, '/v1/logs').flatMap((body) => records.parse(body).resourceLogs);
  return {
    resources: [...spans, ...metrics, ...logs].map((one) => one.resource.attributes),
    spans: spans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
    metrics: metrics.flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics)),
    records: logs.flatMap(({ scopeLogs }) => scopeLogs.flatMap((scope) => scope.logRecords)),
  };
};

/** The points of one metric, each with its attributes and its figure. */
export const pointsOf = ({ metrics }: Pick<ReturnType<typeof arrivedAt>, 'metrics'>, name: string) => {
  const found = metrics.findLast((one) => one.name === name);
  const all = found?.sum ?? found?.gauge ?? found?.histogram;
  return (all?.dataPoints ?? []).map(
    (one) => [one.attributes, one.asInt ?? one.asDouble ?? one.count] as const,
  );
};
