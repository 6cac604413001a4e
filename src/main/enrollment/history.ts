import { z } from 'zod';
import { ending, scenario, type Scenario } from '../../shared/index.ts';
import type { Known } from '../directory/index.ts';
import { JournalError, type Journal, type Stored } from '../journal/index.ts';
import type { History, PolicyConfig } from '../policy/index.ts';
import type { PassesAsked } from './lease.ts';
import type { Enrollments } from './port.ts';

const endingData = z.object({
  ending,
  scenario: scenario.nullable(),
  durationMs: z.number(),
  passesAt: z.array(z.iso.datetime()),
});

/** The last word on each enrollment: an unresolved one may have been put right and ended since. */
const lastWords = (entries: readonly Stored[]): readonly z.infer<typeof endingData>[] => {
  const byEnrollment = new Map(
    [...entries]
      .sort(({ entry: one }, { entry: other }) => one.epoch - other.epoch || one.seq - other.seq)
      .map(({ entry }) => [entry.enrollment, entry.data]),
  );
  return [...byEnrollment.values()].map((data) => endingData.parse(data));
};

const endingsOf = (journal: Journal, filter: { subject?: string; since?: string }): readonly Stored[] => [
  ...journal.ofType('enrollment.unresolved', filter),
  ...journal.ofType('enrollment.ended', filter),
];

/** Passes that this station issued to the person, newest first. */
export const earlierPasses = (
  journal: Journal,
  personId: string,
): readonly { readonly at: string; readonly scenario: Scenario }[] =>
  lastWords(endingsOf(journal, { subject: personId }))
    .flatMap(({ passesAt, scenario: why }) =>
      why === null ? [] : passesAt.map((at) => ({ at, scenario: why })),
    )
    .sort((one, other) => (one.at < other.at ? 1 : -1));

/** Local midnight before `now`, as ISO date-time: the desk's day is that of the place where it stands. */
const midnightBefore = (now: number): string => {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day.toISOString();
};

const medianOf = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

/** Today's endings by the station's clock. */
export const today = (journal: Journal, now: number): ReturnType<Enrollments['today']> => {
  const endings = lastWords(endingsOf(journal, { since: midnightBefore(now) }));
  const count = (how: string): number => endings.filter((one) => one.ending === how).length;
  const minutes = endings.filter((one) => one.ending === 'done').map((one) => one.durationMs / 60_000);
  return {
    done: count('done'),
    refused: count('refused'),
    stopped: count('stopped'),
    medianMinutes: medianOf(minutes),
  };
};

const MINUTE_MS = 60_000;
/** Read a little further back than the windows reach: the tenant's clock decides, and it may be behind. */
const MARGIN_MS = 10 * MINUTE_MS;
/** No enrollment takes longer: its gates close before. */
const LONGEST_MS = 12 * 60 * MINUTE_MS;

/** Whose passes are counted, and how far back the policy looks. */
export interface Counting {
  readonly personId: string;
  readonly operatorId: string;
  readonly policy: Pick<PolicyConfig, 'repeats' | 'rates'>;
  /** Epoch milliseconds by the station's clock. */
  readonly now: number;
}

const before = (now: number, minutes: number): string =>
  new Date(now - minutes * MINUTE_MS - MARGIN_MS).toISOString();

/** From which time on the tenant's audit log is asked for passes, as ISO date-time. */
export const auditSince = ({ repeats }: Pick<PolicyConfig, 'repeats'>, now: number): string =>
  before(now, repeats.minutes);

/** What the fleet's ledger is asked for: as far back as the own journal is looked through. */
export const askedOfFleet = (
  operator: string,
  { repeats, rates }: Pick<PolicyConfig, 'repeats' | 'rates'>,
  now: number,
): PassesAsked => ({
  operator,
  personSince: Date.parse(before(now, repeats.minutes)),
  operatorSince: Date.parse(before(now, rates.operator.minutes)),
});

const passesOf = (endings: readonly Stored[]): readonly number[] =>
  lastWords(endings).flatMap(({ passesAt }) => passesAt.map((at) => Date.parse(at)));

const historyOf = (journal: Journal, { personId, operatorId, policy, now }: Counting): History => {
  const { repeats, rates } = policy;
  const since = before(now, Math.max(rates.operator.minutes, rates.station.minutes));
  const recent = endingsOf(journal, { since });
  const begunSince = new Date(Date.parse(since) - LONGEST_MS).toISOString();
  const operators = new Map(
    journal
      .ofType('enrollment.begun', { since: begunSince })
      .map(({ entry }) => [entry.enrollment, entry.actor]),
  );
  const byOperator = recent.filter(({ entry }) => operators.get(entry.enrollment) === operatorId);
  const missingUntil = journal.missingUntil();
  return {
    missingUntil: missingUntil === null ? null : Date.parse(missingUntil),
    person: passesOf(endingsOf(journal, { subject: personId, since: before(now, repeats.minutes) })),
    operator: passesOf(byOperator),
    station: passesOf(recent),
  };
};

/**
 * When this station issued passes, as far back as the policy's windows reach, from the endings in its journal: for
 * the person, by the operator, and in all; and until when some may be missing, because a part of the journal is
 * damaged or gone. Unknown when the journal cannot be read.
 */
export const passHistory = (journal: Journal, counting: Counting): Known<History> => {
  try {
    return { known: true, value: historyOf(journal, counting) };
  } catch (error) {
    if (error instanceof JournalError) return { known: false, because: error.code };
    throw error;
  }
};
