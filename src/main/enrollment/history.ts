import { z } from 'zod';
import { ending, scenario, type Scenario } from '../../shared/index.ts';
import type { Journal, Stored } from '../journal/index.ts';
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
      .sort((one, other) => one.entry.seq - other.entry.seq)
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
