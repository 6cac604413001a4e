import { expect, it } from 'vitest';
import { createWatchdog } from '../../../src/main/kiosk/watchdog.ts';
import { manualClock } from '../../support/keyboard.ts';

const watched = () => {
  const clock = manualClock();
  let silences = 0;
  const watchdog = createWatchdog(1000, clock.after, () => (silences += 1));
  return { clock, watchdog, silences: () => silences };
};

it('counts silence from the last thing that happened', () => {
  const { clock, watchdog, silences } = watched();
  watchdog.touch();
  clock.advance(999);
  watchdog.touch();
  clock.advance(999);
  expect(silences()).toBe(0);
  clock.advance(1);
  expect(silences()).toBe(1);
});

it('tells a silence once, and the next after something happened', () => {
  const { clock, watchdog, silences } = watched();
  watchdog.touch();
  clock.advance(10_000);
  expect(silences()).toBe(1);
  watchdog.touch();
  clock.advance(10_000);
  expect(silences()).toBe(2);
});

it('waits for the first thing to happen, and for nothing once stopped', () => {
  const { clock, watchdog, silences } = watched();
  clock.advance(10_000);
  watchdog.touch();
  watchdog.stop();
  watchdog.touch();
  clock.advance(10_000);
  expect([silences(), clock.waiting()]).toEqual([0, 0]);
});
