import { expect, it } from 'vitest';
import { initialState } from '../../../src/main/desk/desk.ts';
import type { OpenTenant } from '../../../src/main/desk/ports.ts';
import { followUpRetests } from '../../../src/main/desk/retest-follow-up.ts';
import { createStore } from '../../../src/main/desk/state.ts';
import type { Logger } from '../../../src/main/log/index.ts';
import { createHandClock, settings } from '../../support/desk.ts';
import { settle } from '../../support/virtual-clock.ts';

const MINUTE = 60_000;

/** A follow-up whose looks answer with `next`, in minutes from now; null: nothing waits. */
const followed = (next: () => number | null | Error) => {
  const clock = createHandClock();
  const store = createStore(initialState({ settings }));
  const warned: string[] = [];
  const log: Logger = {
    info: () => undefined,
    warn: (event) => warned.push(event),
    error: () => undefined,
    module: () => log,
  };
  let looks = 0;
  const proveRetests = (): Promise<number | null> => {
    looks += 1;
    const answer = next();
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve(answer === null ? null : clock.now() + answer * MINUTE);
  };
  // Of the open tenant only this is used.
  const tenant = { enrollments: { proveRetests } } as unknown as OpenTenant;
  const followUp = followUpRetests({ clock, log }, store, () => tenant);
  const pass = async (minutes: number): Promise<void> => {
    clock.advance(minutes * MINUTE);
    await settle();
  };
  const phase = async (to: 'ready' | 'enrolling'): Promise<void> => {
    store.update({ phase: to });
    await settle();
  };
  return { followUp, looks: () => looks, pass, phase, warned };
};

it('looks when the desk opens, and again when it is due', async () => {
  const { looks, pass, phase } = followed(() => 5);
  await phase('ready');
  expect(looks()).toBe(1);
  await pass(4);
  expect(looks()).toBe(1);
  await pass(1);
  expect(looks()).toBe(2);
});

it('does not look while somebody is enrolled, and does so right after', async () => {
  const { looks, pass, phase } = followed(() => 5);
  await phase('ready');
  await phase('enrolling');
  await pass(30);
  expect(looks()).toBe(1);
  await phase('ready');
  expect(looks()).toBe(2);
});

it('rests while nothing waits', async () => {
  const { looks, pass, phase } = followed(() => null);
  await phase('ready');
  await pass(24 * 60);
  expect(looks()).toBe(1);
});

it('tries again in five minutes when a look fails as a whole', async () => {
  const { looks, pass, phase, warned } = followed(() => new Error('disk'));
  await phase('ready');
  expect(warned).toEqual(['retests-not-followed-up']);
  await pass(5);
  expect(looks()).toBe(2);
});

it('stops with the desk', async () => {
  const { followUp, looks, pass, phase } = followed(() => 5);
  await phase('ready');
  followUp.stop();
  await pass(60);
  expect(looks()).toBe(1);
});
