import type { Span } from '../../reporting/index.ts';
import { UsageError } from '../usage-error.ts';

const DAY_MS = 86_400_000;

/** Midnight (UTC) of a day as people write it. @throws UsageError */
const dayOf = (text: string, name: string): number => {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // A day such as the 31st of June would become another one.
  const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
  if (!isDay) throw new UsageError(`--${name} takes a day as YYYY-MM-DD`);
  return at;
};

const monthOf = (at: number, more = 0): number =>
  Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth() + more);

/** The last quarter that is over. */
const lastQuarter = (now: number): Span => {
  const begun = monthOf(now, -(new Date(now).getUTCMonth() % 3));
  return { from: monthOf(begun, -3), until: begun };
};

/**
 * The time that was asked for, whole days by UTC: `--from` is its first day, `--to` its last. Without both it is the last
 * quarter that is over.
 *
 * @throws UsageError
 */
export const periodOf = (
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  now: number,
): Span => {
  if (from === undefined && to === undefined) return lastQuarter(now);
  if (from === undefined || to === undefined) throw new UsageError('--from and --to go together');
  const span = { from: dayOf(from, 'from'), until: dayOf(to, 'to') + DAY_MS };
  if (span.until <= span.from) throw new UsageError('--to is before --from');
  return span;
};

const isMonth = (at: number): boolean => monthOf(at) === at;

/** The time before, as long: whole months are compared with whole months. */
export const previousOf = ({ from, until }: Span): Span => {
  if (!isMonth(from) || !isMonth(until)) return { from: from - (until - from), until: from };
  const [begin, end] = [new Date(from), new Date(until)];
  const months =
    (end.getUTCFullYear() - begin.getUTCFullYear()) * 12 + end.getUTCMonth() - begin.getUTCMonth();
  return { from: monthOf(from, -months), until: from };
};
