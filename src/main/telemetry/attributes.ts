import { isRoute } from './route.ts';

/**
 * What an attribute may hold. `code`: a word of the program's own, such as `policy.hours`. `enrollment`: the id of an
 * enrollment, which names nobody outside the station's journal. `route`: see route.ts.
 */
type Kind = 'code' | 'enrollment' | 'route' | 'number';

/**
 * Every attribute that leaves the station, whatever it is about; nothing else does. Source: docs/telemetry.md. No object
 * id, name, address, time of a badge or anything else of a person has a place here.
 */
export const allowed = {
  'tapdesk.enrollment.id': 'enrollment',
  'tapdesk.scenario': 'code',
  'tapdesk.state': 'code',
  'tapdesk.step': 'code',
  'tapdesk.result': 'code',
  'tapdesk.outcome': 'code',
  'tapdesk.verdict': 'code',
  'tapdesk.rule': 'code',
  'tapdesk.code': 'code',
  'tapdesk.why': 'code',
  'tapdesk.outbox': 'code',
  'tapdesk.signal': 'code',
  'tapdesk.module': 'code',
  'tapdesk.place': 'code',
  'tapdesk.failures': 'number',
  'http.request.method': 'code',
  'http.response.status_code': 'number',
  'url.template': 'route',
} as const satisfies Readonly<Record<string, Kind>>;
export type AttributeName = keyof typeof allowed;

/** Attributes of one span, point or record. */
export type Attributes = Readonly<Record<string, string | number>>;

const WORD = /^[A-Za-z0-9]+$/;
const MOST_CHARACTERS = 64;
/** Codes have few digits; ids, numbers of badges and passes have many. */
const MOST_DIGITS = 2;
const ENROLLMENT = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const isCode = (value: unknown): boolean =>
  typeof value === 'string' &&
  value.length <= MOST_CHARACTERS &&
  /^[A-Za-z]/.test(value) &&
  value.split(/[._-]/).every((part) => WORD.test(part)) &&
  value.replace(/\D/g, '').length <= MOST_DIGITS;

const holds: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  code: isCode,
  enrollment: (value) => typeof value === 'string' && ENROLLMENT.test(value),
  route: isRoute,
  number: (value) => typeof value === 'number' && Number.isFinite(value),
};

const kindOf = (name: string): Kind | undefined =>
  Object.hasOwn(allowed, name) ? allowed[name as AttributeName] : undefined;

/** What somebody wants to tell, before anything was looked at. */
export type Values = Partial<Readonly<Record<AttributeName, unknown>>>;

/** Only what is on the list and is what the list says; the rest stays here. */
export const attributesOf = (values: Values): Attributes =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): readonly (readonly [string, string | number])[] => {
      const kind = kindOf(name);
      const fits = kind !== undefined && holds[kind](value);
      return fits && (typeof value === 'string' || typeof value === 'number') ? [[name, value]] : [];
    }),
  );

/** A name of the program's own, or nothing: a span, an event or a log record is called nothing else. */
export const nameOf = (value: unknown): string =>
  typeof value === 'string' && isCode(value) ? value : 'unnamed';
