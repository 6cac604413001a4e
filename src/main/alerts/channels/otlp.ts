import { z } from 'zod';
import { messageOf, otelSeverity } from '../message.ts';
import { DeliveryError, type Alert, type Channel, type Sender } from '../port.ts';
import type { ChannelSettings } from '../settings.ts';
import { post } from './https-post.ts';

/** A value as OTLP's JSON spells it; integers are strings there. Source: OTLP 1.7, JSON protobuf encoding. */
const valueOf = (value: string | number | boolean) => {
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
};

const attributesOf = (values: Readonly<Record<string, string | number | boolean | null>>) =>
  Object.entries(values).flatMap(([key, value]) => (value === null ? [] : [{ key, value: valueOf(value) }]));

const nanos = (ms: number): string => `${ms}000000`;

const recordOf = (alert: Alert, sender: Sender, sentAt: number) => ({
  timeUnixNano: nanos(Date.parse(alert.at)),
  observedTimeUnixNano: nanos(sentAt),
  severityNumber: otelSeverity[alert.severity].number,
  severityText: otelSeverity[alert.severity].text,
  eventName: 'tapdesk.alert',
  body: { stringValue: messageOf(alert, sender) },
  attributes: attributesOf({
    'tapdesk.alert.id': alert.id,
    'tapdesk.alert.rule': alert.rule,
    'tapdesk.alert.state': alert.state,
    'tapdesk.alert.source': alert.source,
    'tapdesk.subject.id': alert.subject,
    'tapdesk.actor.id': alert.actor,
  }),
});

/** One record in the form that a collector takes at `/v1/logs`. */
const requestOf = (alert: Alert, sender: Sender, sentAt: number): string =>
  JSON.stringify({
    resourceLogs: [
      {
        resource: {
          attributes: attributesOf({
            'service.name': 'tapdesk',
            'service.instance.id': sender.station,
            'deployment.environment.name': sender.simulated ? 'simulation' : 'production',
          }),
        },
        scopeLogs: [{ scope: { name: 'tapdesk.alerts' }, logRecords: [recordOf(alert, sender, sentAt)] }],
      },
    ],
  });

/** The answer of a collector that took some and refused others; int64 is a string or a number in JSON. */
const answer = z.object({
  partialSuccess: z.object({ rejectedLogRecords: z.coerce.number().default(0) }).nullish(),
});

const rejectedIn = (text: string): number => {
  try {
    return answer.parse(JSON.parse(text)).partialSuccess?.rejectedLogRecords ?? 0;
  } catch {
    // Collectors answer an empty body too; 200 is what counts (OTLP, full success).
    return 0;
  }
};

/** Hands each alert to an OpenTelemetry collector, as a log record. */
export const createOtlp = (
  { url, token, ca }: NonNullable<ChannelSettings['otlp']>,
  { sender, timeoutMs }: { readonly sender: Sender; readonly timeoutMs: number },
): Channel => ({
  name: 'otlp',
  deliver: async (alert, sentAt) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    };
    const text = await post({ url, headers, body: requestOf(alert, sender, sentAt), ca, timeoutMs });
    if (rejectedIn(text) > 0)
      throw new DeliveryError('refused', new Error('the collector rejected the record'));
  },
});
