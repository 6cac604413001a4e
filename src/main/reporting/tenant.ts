import type { AuditEvent, LogReading, Registration, SignInEvent } from '../directory/index.ts';
import type {
  AccessFigures,
  Holding,
  MaturityFigures,
  Perhaps,
  PolicyFigures,
  RoleChange,
} from './figures.ts';
import { createCounter } from './spread.ts';

/** A stretch of time in epoch milliseconds; its end does not belong to it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const isWithin = ({ from, until }: Span, at: string): boolean => {
  const time = Date.parse(at);
  return time >= from && time < until;
};

const aboutPass = /temporary ?access ?pass/i;
const roleChange = /member (to|from) role|eligible member|role assignment/i;
/** Source: facts about audit events, "Policy". */
const policyChange =
  /authentication methods policy|authentication strength policy|conditional access policy|security defaults/i;

/**
 * A log that begins after the time in question, or was read before its end, does not tell of all of it: what it lacks
 * would be taken for what did not happen.
 */
const covering = <T>(reading: LogReading<T>, span: Span): Perhaps<readonly T[]> => {
  if (!reading.known) return reading;
  const covers = Date.parse(reading.from) <= span.from && Date.parse(reading.until) >= span.until;
  return covers ? { known: true, value: reading.events } : { known: false, because: 'log-too-short' };
};

const mapped = <T, U>(part: Perhaps<T>, to: (value: T) => U): Perhaps<U> =>
  part.known ? { known: true, value: to(part.value) } : part;

/** Changes of who holds a role. */
export const roleChangesIn = (audit: LogReading<AuditEvent>, span: Span): Perhaps<RoleChange[]> =>
  mapped(covering(audit, span), (events) =>
    events
      .filter(({ at, activity, succeeded }) => succeeded && isWithin(span, at) && roleChange.test(activity))
      .map(({ at, activity, by, targets }) => ({
        ...{ at: new Date(at).toISOString(), activity, by },
        people: targets.flatMap(({ type, id }) => (type === 'User' && id !== null ? [id] : [])),
      }))
      .sort((one, other) => (one.at < other.at ? -1 : 1)),
  );

/** How often a policy was changed that a pass is held to. */
export const policyChangesIn = (audit: LogReading<AuditEvent>, span: Span): Perhaps<number> =>
  mapped(
    covering(audit, span),
    (events) =>
      events.filter(
        ({ at, activity, succeeded }) => succeeded && isWithin(span, at) && policyChange.test(activity),
      ).length,
  );

/** What a policy came to at one sign-in, as it is counted. Source: Graph appliedConditionalAccessPolicyResult. */
const columnOf = (result: string): keyof Omit<PolicyFigures, 'id' | 'name'> => {
  if (result === 'success') return 'passed';
  if (result === 'failure') return 'stopped';
  return result.startsWith('reportOnly') && result !== 'reportOnlyNotApplied' ? 'reportOnly' : 'notApplied';
};

const policiesOf = (signIns: readonly SignInEvent[]): PolicyFigures[] => {
  const found = new Map<string, PolicyFigures>();
  for (const { id, name, result } of signIns.flatMap(({ policies }) => policies ?? [])) {
    const known = found.get(id) ?? { id, name, passed: 0, stopped: 0, notApplied: 0, reportOnly: 0 };
    const column = columnOf(result);
    found.set(id, { ...known, [column]: known[column] + 1 });
  }
  const weight = ({ passed, stopped, reportOnly }: PolicyFigures): number => passed + stopped + reportOnly;
  return [...found.values()].sort(
    (one, other) => weight(other) - weight(one) || (one.name < other.name ? -1 : 1),
  );
};

const applied = ({ policies }: SignInEvent): boolean =>
  (policies ?? []).some(({ result }) => columnOf(result) === 'passed');

/** Which policies sign-ins by pass met. */
export const accessIn = (signIns: LogReading<SignInEvent>, span: Span): Perhaps<AccessFigures> =>
  mapped(covering(signIns, span), (events) => {
    const byPass = events.filter(
      ({ at, methods }) => isWithin(span, at) && methods.some((method) => aboutPass.test(method)),
    );
    const told = byPass.filter(({ policies }) => policies !== undefined);
    return {
      signIns: byPass.length,
      failed: byPass.filter(({ succeeded }) => !succeeded).length,
      unguarded: told.filter((one) => one.succeeded && !applied(one)).length,
      untold: byPass.length - told.length,
      policies: policiesOf(told),
    };
  });

/** One person in a role, as far as it is counted. */
export interface InRole {
  readonly id: string;
  readonly roleId: string;
  readonly role: string;
  readonly standing: boolean;
  readonly scope: string;
}

/** How many hold each role, by role. */
export const holdingsOf = (holders: readonly InRole[]): Holding[] => {
  const ids = [...new Set(holders.map(({ roleId }) => roleId))];
  const peopleIn = (some: readonly InRole[]): number => new Set(some.map(({ id }) => id)).size;
  return ids
    .map((roleId) => {
      const own = holders.filter((one) => one.roleId === roleId);
      return {
        roleId,
        role: own[0]?.role ?? roleId,
        people: peopleIn(own),
        standing: peopleIn(own.filter(({ standing }) => standing)),
        tenantWide: peopleIn(own.filter(({ scope }) => scope === '/')),
      };
    })
    .sort((one, other) => (one.role < other.role ? -1 : 1));
};

/** What maturity is told from. */
export interface MaturityInput {
  readonly registered: readonly Registration[];
  /** People of the groups that the site wants told apart. */
  readonly groups: readonly { readonly name: string; readonly memberIds: ReadonlySet<string> }[];
}

/** So many people of a list are named; all are counted. */
export const MOST_PEOPLE = 1_000;

/** Why somebody will need a pass before they can do without; null: they do without already. */
const needOf = ({ passwordlessCapable, mfaCapable, methods }: Registration): string | null => {
  if (passwordlessCapable) return null;
  if (methods.includes('temporaryAccessPass')) return 'has-a-pass-now';
  if (mfaCapable) return 'only-methods-that-can-be-phished';
  return methods.length === 0 ? 'nothing-registered' : 'no-second-factor';
};

const groupOf = (group: string, people: readonly Registration[]) => ({
  group,
  people: people.length,
  passwordlessCapable: people.filter(({ passwordlessCapable }) => passwordlessCapable).length,
  mfaCapable: people.filter(({ mfaCapable }) => mfaCapable).length,
});

/**
 * Who can do without passwords, by group, and who cannot yet and why. Guests sign in at home and are left out. Source:
 * zero trust guide, phase 7.
 */
export const maturityOf = ({ registered, groups }: MaturityInput): MaturityFigures => {
  const own = registered.filter(({ guest }) => !guest);
  const waiting = own.flatMap((one) => {
    const because = needOf(one);
    return because === null ? [] : [{ id: one.id, because }];
  });
  const needs = createCounter();
  for (const { because } of waiting) needs.add(because);
  return {
    groups: [
      groupOf('everybody', own),
      groupOf(
        'administrators',
        own.filter(({ administrator }) => administrator),
      ),
      ...groups.map(({ name, memberIds }) =>
        groupOf(
          name,
          own.filter(({ id }) => memberIds.has(id)),
        ),
      ),
    ],
    needs: needs.counts(),
    people: waiting.sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, MOST_PEOPLE),
  };
};
