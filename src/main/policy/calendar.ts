import { z } from 'zod';

/**
 * A site's opening hours, by its own wall clock: what people mean by "eight o'clock" when clocks are put forward or
 * back. Pure: the time zone's rules are those of the JavaScript engine.
 */

const clockTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'a time as HH:MM, 00:00 to 23:59');
const endTime = z
  .string()
  .regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'a time as HH:MM, 00:00 to 24:00');

const span = z
  .strictObject({ from: clockTime, to: endTime })
  .refine(({ from, to }) => from < to, 'must end after it begins; a night is two spans, split at 24:00');

const day = z.array(span).max(4);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
};

const weekday = [{ from: '07:00', to: '19:00' }];

/** Opening hours per weekday; a day that is left out of the file has the hours of the default, `[]` is closed. */
export const calendar = z.strictObject({
  /** IANA name. */
  timeZone: z
    .string()
    .refine(isTimeZone, 'a time zone as IANA names it, such as America/Chicago')
    .default('UTC'),
  monday: day.default(weekday),
  tuesday: day.default(weekday),
  wednesday: day.default(weekday),
  thursday: day.default(weekday),
  friday: day.default(weekday),
  saturday: day.default([]),
  sunday: day.default([]),
  /** Days on which the site is closed, as YYYY-MM-DD. */
  holidays: z.array(z.iso.date()).max(366).default([]),
});
export type Calendar = z.infer<typeof calendar>;

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
type Weekday = (typeof weekdays)[number];

/** A moment as the clock on the site's wall shows it. */
export interface WallTime {
  /** YYYY-MM-DD */
  readonly date: string;
  /** HH:MM, 00:00 to 23:59 */
  readonly time: string;
  readonly weekday: Weekday;
}

/** Formats are slow to make: one a zone. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const made =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(timeZone, made);
  return made;
};

/**
 * @param at epoch milliseconds
 * @throws RangeError for a time zone that the engine does not know
 */
export const wallTime = (at: number, timeZone: string): WallTime => {
  const parts = formatOf(timeZone).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const date = `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
  const dayOfWeek = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? 'sunday';
  return { date, time: `${part('hour')}:${part('minute')}`, weekday: dayOfWeek };
};

/** Whether the site is open; a span's begin belongs to it, its end does not. */
export const isOpen = (site: Calendar, wall: WallTime): 'open' | 'closed' | 'holiday' => {
  if (site.holidays.includes(wall.date)) return 'holiday';
  const within = site[wall.weekday].some(({ from, to }) => from <= wall.time && wall.time < to);
  return within ? 'open' : 'closed';
};
