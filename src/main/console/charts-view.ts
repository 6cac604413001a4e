import type { ConsoleViewOf } from '../../shared/index.ts';
import type { JournalFigures } from '../reporting/index.ts';

/** As many as one chart has room for. */
const MOST_BARS = 6;

/** What of the figures is drawn. Pure. */
export const chartsView = (
  figures: JournalFigures,
  { from, until }: { readonly from: number; readonly until: number },
): ConsoleViewOf<'charts'> => ({
  of: 'charts',
  from: new Date(from).toISOString(),
  until: new Date(until).toISOString(),
  weeks: figures.volume.weeks.map(({ week, enrollments, done }) => ({ week, enrollments, done })),
  scenarios: figures.scenarios.map(({ scenario, done, refused, stopped }) => ({
    ...{ scenario, done, refused, stopped },
  })),
  refusals: figures.refusals.slice(0, MOST_BARS),
  medianMinutes: figures.deskMinutes?.median ?? null,
});
