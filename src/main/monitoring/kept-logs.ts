import { z } from 'zod';
import type { AuditEvent, LogReading, SignInEvent } from '../directory/index.ts';

/**
 * The tenant's logs as a site keeps them for longer than the tenant does: text, one JSON value a line. First
 * `{"format","v"}`; then, of each log, which stretch of it was read, and its events.
 */

const FORMAT = 'tapdesk-tenant-logs';

const nullable = z.string().nullable();
const auditEvent: z.ZodType<AuditEvent> = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  activity: z.string(),
  service: z.string(),
  category: z.string(),
  reason: z.string(),
  succeeded: z.boolean(),
  by: nullable,
  targets: z.array(
    z.object({
      id: nullable,
      type: nullable,
      modified: z.array(z.object({ name: z.string(), from: nullable, to: nullable })),
    }),
  ),
});
const policy = z.object({ id: z.string(), name: z.string(), result: z.string() });
const signInEvent: z.ZodType<SignInEvent> = z
  .object({
    id: z.string(),
    at: z.iso.datetime(),
    personId: z.string(),
    appId: nullable,
    address: nullable,
    deviceId: nullable,
    methods: z.array(z.string()),
    succeeded: z.boolean(),
    policies: z.array(policy).optional(),
  })
  .transform(({ policies, ...rest }) => (policies === undefined ? rest : { ...rest, policies }));

const log = z.enum(['audit', 'sign-ins']);
const first = z.object({ format: z.literal(FORMAT), v: z.literal(1) });
const line = z.union([
  z.object({ log, from: z.iso.datetime(), until: z.iso.datetime() }),
  z.object({ log, because: z.string() }),
  z.object({ audit: auditEvent }),
  z.object({ signIn: signInEvent }),
]);

/** Both logs, each as one reading gave it. */
export interface TenantLogReadings {
  readonly audit: LogReading<AuditEvent>;
  readonly signIns: LogReading<SignInEvent>;
}

const stretch = (name: z.infer<typeof log>, reading: LogReading<unknown>): string =>
  JSON.stringify(
    reading.known
      ? { log: name, from: reading.from, until: reading.until }
      : { log: name, because: reading.because },
  );

/** The lines that keep what was read, without line ends. */
export function* keptLogLines({ audit, signIns }: TenantLogReadings): Generator<string> {
  yield JSON.stringify({ format: FORMAT, v: 1 });
  yield stretch('audit', audit);
  for (const event of audit.known ? audit.events : []) yield JSON.stringify({ audit: event });
  yield stretch('sign-ins', signIns);
  for (const event of signIns.known ? signIns.events : []) yield JSON.stringify({ signIn: event });
}

/** A log while its lines go by. */
interface Gathered<T> {
  readonly events: T[];
  span: { readonly from: string; readonly until: string } | null;
  because: string;
}

const readingOf = <T>({ events, span, because }: Gathered<T>): LogReading<T> =>
  span === null ? { known: false, because } : { known: true, events, ...span };

/**
 * Reads what was kept.
 *
 * @throws ZodError, SyntaxError where it is something else
 */
export const readKeptLogs = (lines: Iterable<string>): TenantLogReadings => {
  const audit: Gathered<AuditEvent> = { events: [], span: null, because: 'not-kept' };
  const signIns: Gathered<SignInEvent> = { events: [], span: null, because: 'not-kept' };
  let isFirst = true;
  for (const text of lines) {
    const value: unknown = JSON.parse(text);
    if (isFirst) first.parse(value);
    else {
      const told = line.parse(value);
      if ('audit' in told) audit.events.push(told.audit);
      else if ('signIn' in told) signIns.events.push(told.signIn);
      else {
        const of = told.log === 'audit' ? audit : signIns;
        if ('because' in told) of.because = told.because;
        else of.span = { from: told.from, until: told.until };
      }
    }
    isFirst = false;
  }
  if (isFirst) throw new SyntaxError('the file is empty');
  return { audit: readingOf(audit), signIns: readingOf(signIns) };
};

const byBeginning = (one: { readonly from: string }, other: { readonly from: string }): number =>
  Date.parse(one.from) - Date.parse(other.from);

/**
 * Several readings of one log as one, each event once. Of stretches that do not meet, only the last that hang together
 * count as read: what lies in a gap is not known.
 */
export const joinReadings = <T extends { readonly id: string }>(
  readings: readonly LogReading<T>[],
): LogReading<T> => {
  const known = readings.flatMap((one) => (one.known ? [one] : [])).sort(byBeginning);
  const [earliest] = known;
  if (earliest === undefined) {
    const [unknown] = readings;
    return unknown ?? { known: false, because: 'not-read' };
  }
  let { from, until } = earliest;
  for (const one of known) {
    if (Date.parse(one.from) > Date.parse(until)) ({ from, until } = one);
    else if (Date.parse(one.until) > Date.parse(until)) ({ until } = one);
  }
  const events = new Map(known.flatMap((one) => one.events.map((event) => [event.id, event])));
  return { known: true, events: [...events.values()], from, until };
};
