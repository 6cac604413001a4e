import { wallTime } from '../../policy/index.ts';
import type { WatchRule } from '../finding.ts';
import { iso } from '../remark.ts';
import { passesIn, type SeenPass } from '../view.ts';

interface Day {
  readonly operator: string;
  readonly date: string;
  count: number;
  lastAt: number;
}

const daysOf = (passes: Iterable<SeenPass>, timeZone: string): readonly Day[] => {
  const days = new Map<string, Day>();
  for (const { by, at } of passes) {
    if (by === null) continue;
    const { date } = wallTime(at, timeZone);
    const day = days.get(`${by} ${date}`) ?? { operator: by, date, count: 0, lastAt: at };
    day.count += 1;
    day.lastAt = Math.max(day.lastAt, at);
    days.set(`${by} ${date}`, day);
  }
  return [...days.values()];
};

const medianOf = (counts: readonly number[]): number => {
  const sorted = [...counts].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
};

/**
 * Somebody created far more passes in a day than an operator's usual day has. The usual day is the median of all
 * operators' days on which they created any: one busy day does not move it.
 */
export const operatorRate: WatchRule = {
  id: 'operator-rate',
  source: 'TAP for CMMC Level 2, "review logs on a schedule"; facts about peers, rate limits of an agent',
  severity: 'medium',
  look: (view) => {
    const { hours } = view.policy;
    const limit = view.monitoring.operatorRate;
    const days = daysOf(passesIn(view), hours.timeZone);
    const usual = medianOf(days.map(({ count }) => count));
    return days
      .filter(({ count }) => count >= limit.atLeast && count > limit.timesUsual * usual)
      .map(({ operator, date, count, lastAt }) => ({
        state: 'found',
        key: `${operator} ${date}`,
        at: iso(lastAt),
        subject: null,
        actor: operator,
        params: { date, passes: count, usual },
      }));
  },
};
