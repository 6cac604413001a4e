import { describe, expect, it } from 'vitest';
import { periodOf, previousOf } from '../../../src/main/cli/reporting/period.ts';

const days = ({ from, until }: { from: number; until: number }): string =>
  [from, until].map((at) => new Date(at).toISOString().slice(0, 10)).join(' to ');

describe('the time of a report', () => {
  it.each([
    ['2026-01-01', '2025-10-01 to 2026-01-01'],
    ['2026-03-31', '2025-10-01 to 2026-01-01'],
    ['2026-11-28', '2026-07-01 to 2026-10-01'],
  ])('is the last quarter that is over, on %s', (today, expected) => {
    expect(days(periodOf({}, Date.parse(today)))).toBe(expected);
  });

  it('has the last day that was named in it', () => {
    expect(days(periodOf({ from: '2026-07-01', to: '2026-09-30' }, 0))).toBe('2026-07-01 to 2026-10-01');
  });

  it.each([
    ['2026-07-01', '2026-09-30', '2026-04-01 to 2026-07-01'],
    ['2026-01-01', '2026-01-31', '2025-12-01 to 2026-01-01'],
    ['2026-07-08', '2026-07-14', '2026-07-01 to 2026-07-08'],
  ])('from %s to %s is compared with %s', (from, to, expected) => {
    expect(days(previousOf(periodOf({ from, to }, 0)))).toBe(expected);
  });
});
