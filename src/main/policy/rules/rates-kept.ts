import type { Finding } from '../decision.ts';
import { allows, refuses, refusalsOr, type Rule } from '../rule.ts';
import { minutesMissing, minutesToWait, within } from '../window.ts';

interface Rate {
  readonly code: 'rate.operator' | 'rate.station';
  readonly times: readonly number[];
  readonly window: { readonly passes: number; readonly minutes: number };
}

const exceeded = ({ code, times, window }: Rate, now: number): readonly Finding[] => {
  const recent = within(times, now, window.minutes);
  if (recent.length < window.passes) return [];
  const wait = minutesToWait(recent, now, window);
  return [refuses(code, { count: recent.length, minutes: window.minutes, wait })];
};

/** No operator, at whatever stations, and no station issues more in a window than people can be verified in it. */
export const ratesKept: Rule = {
  id: 'rates-kept',
  source: 'TAP for CMMC Level 2, no reusable help desk shortcut',
  check: ({ config: { rates }, facts, history, passesElsewhere }) => {
    if (!history.known) return [refuses('rate.unknown')];
    const { operator, station, missingUntil } = history.value;
    const longest = Math.max(rates.operator.minutes, rates.station.minutes);
    const wait = minutesMissing(missingUntil, facts.readAt, longest);
    if (wait > 0) return [refuses('rate.journal-lost', { wait })];
    const all: readonly Rate[] = [
      {
        code: 'rate.operator',
        times: [...operator, ...(passesElsewhere?.operator ?? [])],
        window: rates.operator,
      },
      { code: 'rate.station', times: station, window: rates.station },
    ];
    return refusalsOr(
      all.flatMap((rate) => exceeded(rate, facts.readAt)),
      allows('rate.kept'),
    );
  },
};
