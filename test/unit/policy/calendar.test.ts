import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendar, isOpen, wallTime, type Calendar } from '../../../src/main/policy/calendar.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const always = [{ from: '00:00', to: '24:00' }];
const week = (day: Calendar['monday']): Partial<Calendar> => ({
  monday: day,
  tuesday: day,
  wednesday: day,
  thursday: day,
  friday: day,
  saturday: day,
  sunday: day,
});
const site = (more: object): Calendar => calendar.parse(more);
const stateAt = (at: number, of: Calendar): string => isOpen(of, wallTime(at, of.timeZone));

/** How many minutes of a local day the site is open. */
const openMinutes = (date: string, of: Calendar): number => {
  const from = Date.parse(`${date}T00:00:00Z`) - DAY;
  const minutes = Array.from({ length: 3 * 1440 }, (_, minute) => from + minute * MINUTE);
  return minutes.filter((at) => wallTime(at, of.timeZone).date === date && stateAt(at, of) === 'open').length;
};

const zones = ['UTC', 'America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Kiritimati'] as const;
const anyMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) });

describe("the site's hours", () => {
  it.each([
    ['clocks put forward in New York', 'America/New_York', '2026-03-08', 23],
    ['clocks put back in New York', 'America/New_York', '2026-11-01', 25],
    ['clocks put forward in Berlin', 'Europe/Berlin', '2026-03-29', 23],
    ['clocks put back in Berlin', 'Europe/Berlin', '2026-10-25', 25],
    ['an ordinary day', 'Europe/Berlin', '2026-11-23', 24],
  ])('are open all day on %s', (...[, timeZone, date, hours]) => {
    expect(openMinutes(date, site({ timeZone, ...week(always) }))).toBe(hours * 60);
  });

  it.each([
    ['2026-03-08', '2026-03-08T06:59:59Z', '2026-03-08T07:00:00Z'],
    ['2026-11-01', '2026-11-01T07:59:59Z', '2026-11-01T08:00:00Z'],
  ])('begin by the clock on the wall on %s, when clocks change that night', (_, before, from) => {
    const night = site({ timeZone: 'America/New_York', ...week([{ from: '03:00', to: '12:00' }]) });
    expect(stateAt(Date.parse(before), night)).toBe('closed');
    expect(stateAt(Date.parse(from), night)).toBe('open');
  });

  it('hold twice for the hour that comes twice, and never for the one that does not come', () => {
    const hour = site({ timeZone: 'America/New_York', ...week([{ from: '01:30', to: '02:30' }]) });
    expect(openMinutes('2026-11-01', hour)).toBe(90);
    expect(openMinutes('2026-03-08', hour)).toBe(30);
  });

  it('end one minute before midnight or at it, and begin at it', () => {
    const evening = site({ ...week([{ from: '18:00', to: '23:59' }]) });
    expect(stateAt(Date.parse('2026-11-23T23:58:59Z'), evening)).toBe('open');
    expect(stateAt(Date.parse('2026-11-23T23:59:00Z'), evening)).toBe('closed');
    const night = site({
      monday: [{ from: '18:00', to: '24:00' }],
      tuesday: [{ from: '00:00', to: '06:00' }],
    });
    expect(stateAt(Date.parse('2026-11-23T23:59:59Z'), night)).toBe('open');
    expect(stateAt(Date.parse('2026-11-24T00:00:00Z'), night)).toBe('open');
    expect(stateAt(Date.parse('2026-11-24T06:00:00Z'), night)).toBe('closed');
  });

  it('never hold on a holiday, from midnight to midnight there', () => {
    const holiday = site({ timeZone: 'Asia/Kathmandu', ...week(always), holidays: ['2026-12-25'] });
    const midnight = Date.parse('2026-12-24T18:15:00Z');
    expect(stateAt(midnight - 1, holiday)).toBe('open');
    expect(stateAt(midnight, holiday)).toBe('holiday');
    expect(stateAt(midnight + DAY - 1, holiday)).toBe('holiday');
    expect(stateAt(midnight + DAY, holiday)).toBe('open');
  });

  it('tell the same wall clock as a date format of the zone, whenever', () => {
    fc.assert(
      fc.property(anyMoment, fc.constantFrom(...zones), (at, timeZone) => {
        const wall = wallTime(at, timeZone);
        const told = new Date(at).toLocaleString('sv-SE', { timeZone });
        expect(`${wall.date} ${wall.time}`).toBe(told.slice(0, 16));
        const weekday = new Date(at).toLocaleDateString('en-US', { timeZone, weekday: 'long' });
        expect(wall.weekday).toBe(weekday.toLowerCase());
      }),
    );
  });

  it('are open exactly within their span', () => {
    const clock = fc.integer({ min: 0, max: 1439 });
    const written = (minutes: number): string =>
      `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
    fc.assert(
      fc.property(clock, clock, clock, (one, other, now) => {
        fc.pre(one !== other);
        const [from, to] = [Math.min(one, other), Math.max(one, other)];
        const day = site(week([{ from: written(from), to: written(to) }]));
        const at = Date.UTC(2026, 10, 23) + now * MINUTE;
        expect(stateAt(at, day)).toBe(from <= now && now < to ? 'open' : 'closed');
      }),
    );
  });
});

describe('the calendar', () => {
  it.each([
    { timeZone: 'Mars/Olympus' },
    { monday: [{ from: '09:00', to: '08:00' }] },
    { monday: [{ from: '09:00', to: '09:00' }] },
    { monday: [{ from: '24:00', to: '24:00' }] },
    { monday: [{ from: '9:00', to: '10:00' }] },
    { holidays: ['2026-02-30'] },
    { mondays: [] },
  ])('does not accept %j', (wrong) => {
    expect(calendar.safeParse(wrong).success).toBe(false);
  });
});
