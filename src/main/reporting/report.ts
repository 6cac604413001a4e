import type { AuditEvent, LogStretch, SignInEvent } from '../directory/index.ts';
import type { Told } from '../monitoring/index.ts';
import type { Figures, Perhaps, Report } from './figures.ts';
import { createTally } from './tally.ts';
import {
  accessIn,
  holdingsOf,
  maturityOf,
  policyChangesIn,
  roleChangesIn,
  type InRole,
  type MaturityInput,
  type Span,
} from './tenant.ts';

/** What a report is made from. Times are epoch milliseconds. */
export interface ReportInput {
  readonly madeAt: number;
  readonly site: string;
  readonly timeZone: string;
  readonly period: Span;
  /** What it is compared with; null for nothing. */
  readonly previous: Span | null;
  /** Entries of all stations' journals over both times, each station's in its own order. */
  readonly entries: Iterable<Told>;
  readonly audit: LogStretch<AuditEvent>;
  readonly signIns: LogStretch<SignInEvent>;
  readonly holders: Perhaps<readonly InRole[]>;
  readonly maturity: Perhaps<MaturityInput>;
}

const inWords = ({ from, until }: Span) => ({
  from: new Date(from).toISOString(),
  until: new Date(until).toISOString(),
});

/** The time of the same length right before. */
export const before = ({ from, until }: Span): Span => ({ from: from - (until - from), until: from });

/** Everything that was asked about, in figures. One walk over the entries; memory does not grow with them. Pure. */
export const reportOf = (input: ReportInput): Report => {
  const { period, previous, timeZone, audit, signIns } = input;
  const spans = previous === null ? [period] : [period, previous];
  const tallies = spans.map((span) => createTally({ ...span, timeZone }));
  for (const entry of input.entries) for (const tally of tallies) tally.take(entry);
  const [figures, earlier] = spans.map((span, index): Figures | undefined => {
    const journal = tallies[index]?.end();
    return journal === undefined
      ? undefined
      : {
          journal,
          roleChanges: roleChangesIn(audit, span),
          policyChanges: policyChangesIn(audit, span),
          access: accessIn(signIns, span),
        };
  });
  if (figures === undefined) throw new TypeError('a report is about a time');
  const { holders, maturity } = input;
  return {
    format: 'tapdesk-report',
    v: 1,
    madeAt: new Date(input.madeAt).toISOString(),
    period: inWords(period),
    previous: previous === null ? null : inWords(previous),
    site: input.site,
    figures,
    before: earlier ?? null,
    today: {
      roles: holders.known ? { known: true, value: holdingsOf(holders.value) } : holders,
      maturity: maturity.known ? { known: true, value: maturityOf(maturity.value) } : maturity,
    },
  };
};
