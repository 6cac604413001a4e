import type { Alert, AlertSeverity, Sender } from './port.ts';

/** The form of a message; a later one that receivers must know of has another number. */
const VERSION = 1;

/**
 * What a receiver gets as JSON. Source of the names: `docs/monitoring.md`, "What a message says".
 *
 * @returns one line
 */
export const messageOf = (alert: Alert, { station, simulated }: Sender): string =>
  JSON.stringify({
    v: VERSION,
    type: 'tapdesk.alert',
    id: alert.id,
    at: alert.at,
    rule: alert.rule,
    severity: alert.severity,
    state: alert.state,
    source: alert.source,
    station,
    simulated,
    subject: alert.subject,
    actor: alert.actor,
    params: alert.params,
  });

/** Severities of syslog: alert is for "at once", which nothing here is. Source: RFC 5424, 6.2.1. */
export const syslogSeverity: Readonly<Record<AlertSeverity, number>> = { high: 3, medium: 4, low: 5 };

/** The first numbers of ERROR, WARN and INFO. Source: OpenTelemetry, logs data model, severity number. */
export const otelSeverity: Readonly<
  Record<AlertSeverity, { readonly number: number; readonly text: string }>
> = {
  high: { number: 17, text: 'ERROR' },
  medium: { number: 13, text: 'WARN' },
  low: { number: 9, text: 'INFO' },
};
