import { z } from 'zod';
import type { AuditEvent, LogStretch, SignInEvent } from '../directory/index.ts';
import { again, keyOf, neighbours, rowsInMemory, type MakeRows } from './rows.ts';

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
  readonly audit: LogStretch<AuditEvent>;
  readonly signIns: LogStretch<SignInEvent>;
}

const stretch = (name: z.infer<typeof log>, reading: LogStretch<unknown>): string =>
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

type Line = z.infer<typeof line>;

function* lineValues(lines: Iterable<string>): Generator<Line> {
  let isFirst = true;
  for (const text of lines) {
    const value: unknown = JSON.parse(text);
    if (isFirst) first.parse(value);
    else yield line.parse(value);
    isFirst = false;
  }
  if (isFirst) throw new SyntaxError('the file is empty');
}

/** What of a log was read. */
type Told = { readonly from: string; readonly until: string } | { readonly because: string };

interface Event {
  readonly id: string;
  readonly at: string;
}

/** Events, oldest first, each once. */
const createEvents = <T extends Event>(rows: MakeRows) => {
  const all = rows<T>();
  function* once(): Generator<T> {
    for (const [event] of neighbours(all.inOrder(), ({ id }) => id)) yield event;
  }
  return {
    put: (event: T): void => all.put(keyOf(new Date(event.at).toISOString(), event.id), event),
    inOrder: again(once),
  };
};

const stretchOf = <T>(read: Told, events: Iterable<T>): LogStretch<T> =>
  'because' in read ? { known: false, ...read } : { known: true, events, ...read };

/**
 * Reads what was kept.
 *
 * @param rows where the events lie
 * @throws ZodError, SyntaxError where it is something else
 */
export const readKeptLogs = (lines: Iterable<string>, rows: MakeRows = rowsInMemory): TenantLogReadings => {
  const read: Record<z.infer<typeof log>, Told> = {
    audit: { because: 'not-kept' },
    'sign-ins': { because: 'not-kept' },
  };
  const [audit, signIns] = [createEvents<AuditEvent>(rows), createEvents<SignInEvent>(rows)];
  for (const told of lineValues(lines)) {
    if ('audit' in told) audit.put(told.audit);
    else if ('signIn' in told) signIns.put(told.signIn);
    else {
      const { log: name, ...stretchRead } = told;
      read[name] = stretchRead;
    }
  }
  return {
    audit: stretchOf(read.audit, audit.inOrder),
    signIns: stretchOf(read['sign-ins'], signIns.inOrder),
  };
};

const byBeginning = (one: { readonly from: string }, other: { readonly from: string }): number =>
  Date.parse(one.from) - Date.parse(other.from);

/**
 * Several readings of one log as one, each event once. Of stretches that do not meet, only the last that hang together
 * count as read: what lies in a gap is not known.
 */
export const joinReadings = <T extends Event>(
  readings: readonly LogStretch<T>[],
  rows: MakeRows = rowsInMemory,
): LogStretch<T> => {
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
  const all = createEvents<T>(rows);
  for (const one of known) for (const event of one.events) all.put(event);
  return { known: true, events: all.inOrder, from, until };
};
