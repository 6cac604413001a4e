import { describe, expect, it } from 'vitest';
import { createCardPin } from '../../../src/main/desk/card-pin.ts';
import { initialState } from '../../../src/main/desk/desk.ts';
import { snapshotOf } from '../../../src/main/desk/snapshot.ts';
import { createStore, type DeskState } from '../../../src/main/desk/state.ts';
import { settings } from '../../support/desk.ts';
import { manualClock } from '../../support/keyboard.ts';

const question = { reader: 'a reader', triesLeft: 3, wasWrong: false };
const pin = '409655';

/** A desk that waits for a badge. */
const waiting = (change: Partial<DeskState> = {}) => {
  const clock = manualClock();
  const store = createStore({ ...initialState({ settings }), phase: 'ready', ...change });
  const cues: unknown[] = [];
  const cardPin = createCardPin({ clock, push: (_, message) => void cues.push(message) }, store);
  const screen = () =>
    snapshotOf(store.get(), settings, { revision: 1, now: clock.now(), monotonicMs: clock.now() });
  const end = new AbortController();
  return { clock, store, cues, cardPin, screen, end };
};

describe("a card's PIN", () => {
  it('is asked for on a screen that is the person’s own, and handed on', async () => {
    const { cardPin, screen, store, end, cues } = waiting();
    const asked = cardPin.ask(question, end.signal);
    expect(screen()).toMatchObject({
      face: 'enrollee',
      stage: 'badge',
      screen: { kind: 'enrollee/card-pin', triesLeft: 3, wasWrong: false },
    });
    expect(cardPin.enter({ pin }).ok).toBe(true);
    expect([await asked, store.get().cardPin, cues]).toEqual([pin, null, [{ cue: 'your-turn' }]]);
  });

  it('is kept nowhere in what the desk knows', async () => {
    const { cardPin, store, end } = waiting();
    const asked = cardPin.ask(question, end.signal);
    cardPin.enter({ pin });
    await asked;
    expect(JSON.stringify(store.get())).not.toContain(pin);
  });

  it.each([
    ['the person gives up', ({ cardPin }) => void cardPin.cancel()],
    ['nobody answers for a minute', ({ clock }) => clock.advance(60_000)],
    ['another badge begins an enrollment', ({ store }) => store.update({ phase: 'finding' })],
    ['the card is taken away', ({ end }) => end.abort()],
  ] satisfies readonly (readonly [string, (desk: ReturnType<typeof waiting>) => void])[])(
    'is no longer asked for when %s',
    async (_, happens) => {
      const desk = waiting();
      const asked = desk.cardPin.ask(question, desk.end.signal);
      happens(desk);
      expect([await asked, desk.store.get().cardPin]).toEqual([null, null]);
    },
  );

  it.each([
    ['in the middle of an enrollment', { phase: 'enrolling' }],
    ['while the screen changes hands', { handover: 'enrollee' }],
    ['behind the operator’s lock', { lock: 'locked' }],
    ['while another card asks', { cardPin: { triesLeft: null, wasWrong: false } }],
  ] satisfies readonly (readonly [string, Partial<DeskState>])[])(
    'is not asked for %s',
    async (_, change) => {
      const { cardPin, end, store } = waiting(change);
      expect([await cardPin.ask(question, end.signal), store.get()]).toMatchObject([null, change]);
    },
  );

  it('that nobody asked for is not taken', () => {
    const { cardPin } = waiting();
    expect([cardPin.enter({ pin }).ok, cardPin.cancel().ok]).toEqual([false, false]);
  });
});
