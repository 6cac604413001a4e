import type { AuditEvent, LogStretch, Registration, SignInEvent } from '../directory/index.ts';
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
const covering = <T>(reading: LogStretch<T>, span: Span): Perhaps<Iterable<T>> => {
  if (!reading.known) return reading;
  const covers = Date.parse(reading.from) <= span.from && Date.parse(reading.until) >= span.until;
  return covers ? { known: true, value: reading.events } : { known: false, because: 'log-too-short' };
};

const mapped = <T, U>(part: Perhaps<T>, to: (value: T) => U): Perhaps<U> =>
  part.known ? { known: true, value: to(part.value) } : part;

/** Events of a time that somebody wants, one by one. */
function* such<T extends { readonly at: string }>(
  events: Iterable<T>,
  span: Span,
  wanted: (one: T) => boolean,
): Generator<T> {
  for (const one of events) if (isWithin(span, one.at) && wanted(one)) yield one;
}

/** Changes of who holds a role. */
export const roleChangesIn = (audit: LogStretch<AuditEvent>, span: Span): Perhaps<RoleChange[]> =>
  mapped(covering(audit, span), (events) =>
    [...such(events, span, ({ activity, succeeded }) => succeeded && roleChange.test(activity))]
      .map(({ at, activity, by, targets }) => ({
        ...{ at: new Date(at).toISOString(), activity, by },
        people: targets.flatMap(({ type, id }) => (type === 'User' && id !== null ? [id] : [])),
      }))
      .sort((one, other) => (one.at < other.at ? -1 : 1)),
  );

/** How often a policy was changed that a pass is held to. */
export const policyChangesIn = (audit: LogStretch<AuditEvent>, span: Span): Perhaps<number> =>
  mapped(covering(audit, span), (events) => {
    let count = 0;
    const changes = such(events, span, ({ activity, succeeded }) => succeeded && policyChange.test(activity));
    for (const {} of changes) count += 1;
    return count;
  });

/** What a policy came to at one sign-in, as it is counted. Source: Graph appliedConditionalAccessPolicyResult. */
const columnOf = (result: string): keyof Omit<PolicyFigures, 'id' | 'name'> => {
  if (result === 'success') return 'passed';
  if (result === 'failure') return 'stopped';
  return result.startsWith('reportOnly') && result !== 'reportOnlyNotApplied' ? 'reportOnly' : 'notApplied';
};

/** Counts what policies came to. */
const createPolicies = () => {
  const found = new Map<string, PolicyFigures>();
  const weight = ({ passed, stopped, reportOnly }: PolicyFigures): number => passed + stopped + reportOnly;
  return {
    take: ({ policies }: SignInEvent): void => {
      for (const { id, name, result } of policies ?? []) {
        const known = found.get(id) ?? { id, name, passed: 0, stopped: 0, notApplied: 0, reportOnly: 0 };
        found.set(id, known);
        known[columnOf(result)] += 1;
      }
    },
    all: (): PolicyFigures[] =>
      [...found.values()].sort(
        (one, other) => weight(other) - weight(one) || (one.name < other.name ? -1 : 1),
      ),
  };
};

const applied = ({ policies }: SignInEvent): boolean =>
  (policies ?? []).some(({ result }) => columnOf(result) === 'passed');

/** Which policies sign-ins by pass met. */
export const accessIn = (signIns: LogStretch<SignInEvent>, span: Span): Perhaps<AccessFigures> =>
  mapped(covering(signIns, span), (events) => {
    const policies = createPolicies();
    const counts = { signIns: 0, failed: 0, unguarded: 0, untold: 0 };
    for (const one of such(events, span, ({ methods }) => methods.some((each) => aboutPass.test(each)))) {
      counts.signIns += 1;
      counts.failed += Number(!one.succeeded);
      counts.untold += Number(one.policies === undefined);
      counts.unguarded += Number(one.policies !== undefined && one.succeeded && !applied(one));
      policies.take(one);
    }
    return { ...counts, policies: policies.all() };
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
