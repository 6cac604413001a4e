import type { ReviewRow } from '../../shared/index.ts';
import type { Stored } from '../journal/index.ts';
import type { Looking } from './port.ts';
import type { RecordNumberOf } from './rows.ts';

const DAY_MS = 86_400_000;
/** Source: zero trust guide 5.2, weekly clean-up. */
const WEEKLY_MS = 7 * DAY_MS;

/** What is known of work that comes again. Times are epoch milliseconds; null: never done. */
export interface Rounds {
  readonly weeklyAt: number | null;
  readonly exportedAt: number | null;
  readonly exportEveryMs: number;
  readonly now: number;
}

const comesAgain = (
  kind: 'weekly' | 'export',
  { last, everyMs, now }: { readonly last: number | null; readonly everyMs: number; readonly now: number },
): readonly ReviewRow[] =>
  last !== null && now < last + everyMs
    ? []
    : [
        {
          ...{ kind, enrollment: null, recordNumber: null, objection: null },
          since: last === null ? null : new Date(last + everyMs).toISOString(),
        },
      ];

const partsIn = ({ entry }: Stored): readonly string[] => {
  const { notBy } = entry.data;
  return Array.isArray(notBy) ? notBy : [];
};

/** Reviews that are due and were not done yet, by enrollment: what `review.due` and `review.done` say. */
export const createDue = () => {
  const due = new Map<string, Stored>();
  return {
    take: (stored: Stored): void => {
      const { type, enrollment } = stored.entry;
      if (enrollment === null) return;
      if (type === 'review.due') due.set(enrollment, stored);
      if (type === 'review.done') due.delete(enrollment);
    },
    get: (enrollment: string): Stored | null => due.get(enrollment) ?? null,
    all: (): readonly Stored[] => [...due.values()],
  };
};

/** Whether somebody had a part in what is reviewed. */
export const hadPartIn = (due: Stored, { id }: Looking): boolean => partsIn(due).includes(id);

const privilegedRow = (due: Stored, by: Looking, recordNumberOf: RecordNumberOf): ReviewRow => {
  const enrollment = due.entry.enrollment ?? '';
  return {
    ...{ kind: 'privileged', since: due.entry.at, enrollment, recordNumber: recordNumberOf(enrollment) },
    objection: hadPartIn(due, by) ? 'takes-part' : null,
  };
};

/** Everything that is due, the oldest first. Pure. */
export const reviewsOf = (
  due: readonly Stored[],
  by: Looking,
  {
    recordNumberOf,
    weeklyAt,
    exportedAt,
    exportEveryMs,
    now,
  }: Rounds & { readonly recordNumberOf: RecordNumberOf },
): readonly ReviewRow[] => [
  ...comesAgain('weekly', { last: weeklyAt, everyMs: WEEKLY_MS, now }),
  ...comesAgain('export', { last: exportedAt, everyMs: exportEveryMs, now }),
  ...due.map((one) => privilegedRow(one, by, recordNumberOf)),
];
