import type { AuditEvent, LogStretch, SignInEvent } from '../directory/index.ts';
import { again, keyOf, neighbours, rowsInMemory, type MakeRows } from './rows.ts';

/**
 * The tenant's logs as a site keeps them for longer than the tenant does: text, one JSON value a line. First
 * `{"format","v"}`; then, of each log, which stretch of it was read, and its events.
 */

const FORMAT = 'tapdesk-tenant-logs';

type Value = Readonly<Record<string, unknown>>;

/** Takes a value apart by hand: schema objects of a quarter's events stay in V8's heap long after anybody needs them. */
const wrong = (what: string): never => {
  throw new TypeError(`the line has no ${what}`);
};
const objectIn = (value: unknown, what: string): Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : wrong(what);
const textIn = (value: Value, name: string): string => {
  const found = value[name];
  return typeof found === 'string' ? found : wrong(name);
};
const perhapsIn = (value: Value, name: string): string | null =>
  value[name] === null ? null : textIn(value, name);
const yesIn = (value: Value, name: string): boolean => {
  const found = value[name];
  return typeof found === 'boolean' ? found : wrong(name);
};
const listIn = (value: Value, name: string): readonly unknown[] => {
  const found: unknown = value[name];
  return Array.isArray(found) ? found : wrong(name);
};
const timeIn = (value: Value, name: string): string => {
  const found = textIn(value, name);
  return /^\d{4}-\d\d-\d\dT/.test(found) && !Number.isNaN(Date.parse(found)) ? found : wrong(name);
};

const targetOf = (value: unknown): AuditEvent['targets'][number] => {
  const target = objectIn(value, 'target');
  return {
    id: perhapsIn(target, 'id'),
    type: perhapsIn(target, 'type'),
    modified: listIn(target, 'modified').map((each) => {
      const one = objectIn(each, 'modified value');
      return { name: textIn(one, 'name'), from: perhapsIn(one, 'from'), to: perhapsIn(one, 'to') };
    }),
  };
};

const auditEventOf = (value: unknown): AuditEvent => {
  const event = objectIn(value, 'event');
  return {
    id: textIn(event, 'id'),
    at: timeIn(event, 'at'),
    activity: textIn(event, 'activity'),
    service: textIn(event, 'service'),
    category: textIn(event, 'category'),
    reason: textIn(event, 'reason'),
    succeeded: yesIn(event, 'succeeded'),
    by: perhapsIn(event, 'by'),
    targets: listIn(event, 'targets').map(targetOf),
  };
};

const policyOf = (value: unknown): NonNullable<SignInEvent['policies']>[number] => {
  const policy = objectIn(value, 'policy');
  return { id: textIn(policy, 'id'), name: textIn(policy, 'name'), result: textIn(policy, 'result') };
};

const methodOf = (value: unknown): string => (typeof value === 'string' ? value : wrong('method'));

const signInEventOf = (value: unknown): SignInEvent => {
  const event = objectIn(value, 'event');
  const told = {
    id: textIn(event, 'id'),
    at: timeIn(event, 'at'),
    personId: textIn(event, 'personId'),
    appId: perhapsIn(event, 'appId'),
    address: perhapsIn(event, 'address'),
    deviceId: perhapsIn(event, 'deviceId'),
    methods: listIn(event, 'methods').map(methodOf),
    succeeded: yesIn(event, 'succeeded'),
  };
  return event['policies'] === undefined
    ? told
    : { ...told, policies: listIn(event, 'policies').map(policyOf) };
};

/** What of a log was read. */
type Told = { readonly from: string; readonly until: string } | { readonly because: string };

type Line =
  | { readonly audit: AuditEvent }
  | { readonly signIn: SignInEvent }
  | { readonly log: 'audit' | 'sign-ins'; readonly told: Told };

const lineOf = (value: Value): Line => {
  if ('audit' in value) return { audit: auditEventOf(value['audit']) };
  if ('signIn' in value) return { signIn: signInEventOf(value['signIn']) };
  const name = textIn(value, 'log');
  const log = name === 'audit' || name === 'sign-ins' ? name : wrong('log');
  const told =
    'because' in value
      ? { because: textIn(value, 'because') }
      : { from: timeIn(value, 'from'), until: timeIn(value, 'until') };
  return { log, told };
};

/** Both logs, each as one reading gave it. */
export interface TenantLogReadings {
  readonly audit: LogStretch<AuditEvent>;
  readonly signIns: LogStretch<SignInEvent>;
}

const stretch = (name: 'audit' | 'sign-ins', reading: LogStretch<unknown>): string =>
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

function* lineValues(lines: Iterable<string>): Generator<Line> {
  let isFirst = true;
  for (const text of lines) {
    const value = objectIn(JSON.parse(text), 'object');
    if (!isFirst) yield lineOf(value);
    else if (value['format'] !== FORMAT || value['v'] !== 1) wrong('format that is known');
    isFirst = false;
  }
  if (isFirst) throw new SyntaxError('the file is empty');
}

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
 * @throws TypeError, SyntaxError where it is something else
 */
export const readKeptLogs = (lines: Iterable<string>, rows: MakeRows = rowsInMemory): TenantLogReadings => {
  const read: Record<'audit' | 'sign-ins', Told> = {
    audit: { because: 'not-kept' },
    'sign-ins': { because: 'not-kept' },
  };
  const [audit, signIns] = [createEvents<AuditEvent>(rows), createEvents<SignInEvent>(rows)];
  for (const told of lineValues(lines)) {
    if ('audit' in told) audit.put(told.audit);
    else if ('signIn' in told) signIns.put(told.signIn);
    else read[told.log] = told.told;
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
