import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPassHolder, KEPT_MS, VISIBLE_MS } from '../../../src/renderer/desk/pass/holder.ts';
import type { Bridge } from '../../../src/shared/index.ts';

const PASS = '+0Ol1S5B';

/** What the holder needs of a page and of an element. */
const createPage = () => {
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  const place = {
    text: '',
    replaceChildren: () => {
      place.text = '';
    },
  };
  return { page, place };
};

const start = () => {
  const { page, place } = createPage();
  const listeners: { show?: (message: { enrollmentId: string; text: string }) => void; blank?: () => void } =
    {};
  const on = {
    'pass.show': (listener: typeof listeners.show) => {
      if (listener !== undefined) listeners.show = listener;
      return () => undefined;
    },
    'pass.blank': (listener: () => void) => {
      listeners.blank = listener;
      return () => undefined;
    },
  };
  const held: boolean[] = [];
  const holder = createPassHolder({
    // Two of its four listeners are all that the holder takes.
    bridge: { on } as unknown as Pick<Bridge, 'on'>,
    monotonicMs: () => performance.now(),
    // Of a document it takes its visibility and its events.
    page: page as unknown as Document,
    hold: (now) => held.push(now),
  });
  /** As the field does it: paints when it is told that the pass may be seen. */
  const look = (): string => {
    // The painter of this test writes a property instead of child nodes.
    holder.paint(place as unknown as HTMLElement, (_, text) => {
      place.text = text;
    });
    return place.text;
  };
  const give = (): void => listeners.show?.({ enrollmentId: 'e1', text: PASS });
  const hidePage = (): void => {
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { holder, place, held, look, give, hidePage, blank: () => listeners.blank?.() };
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('paints nothing before it was given a pass', () => {
  const { holder, look, held } = start();
  holder.show('held');
  expect([look(), holder.view(), held]).toEqual(['', { present: false, showing: null }, []]);
});

test('paints the pass only while it is held, and says so', () => {
  const { holder, look, place, give, held } = start();
  give();
  expect(look()).toBe('');
  holder.show('held');
  expect(look()).toBe(PASS);
  holder.hide();
  expect([place.text, look(), held]).toEqual(['', '', [true, false]]);
});

test('takes the pass off the screen when the main process says so, and keeps none', () => {
  const { holder, look, place, give, blank, held } = start();
  give();
  holder.show('held');
  look();
  blank();
  expect([place.text, held, holder.view().present]).toEqual(['', [true, false], false]);
  holder.show('held');
  expect(look()).toBe('');
});

test('hides the pass when the window is no longer seen', () => {
  const { holder, look, place, give, hidePage } = start();
  give();
  holder.show('held');
  look();
  hidePage();
  expect([place.text, holder.view()]).toEqual(['', { present: true, showing: null }]);
  holder.show('held');
  expect(look()).toBe('');
});

test('lets the pass be seen for 60 seconds in all, however often', () => {
  const { holder, look, place, give } = start();
  give();
  for (let times = 0; times < 3; times += 1) {
    holder.show('held');
    vi.advanceTimersByTime(VISIBLE_MS / 4);
    holder.hide();
    vi.advanceTimersByTime(VISIBLE_MS);
  }
  holder.show('held');
  expect(look()).toBe(PASS);
  vi.advanceTimersByTime(VISIBLE_MS / 4);
  expect([place.text, holder.view()]).toEqual(['', { present: false, showing: null }]);
});

test('hides by itself what is shown without holding', () => {
  const { holder, look, place, give } = start();
  give();
  holder.show('kept');
  expect(look()).toBe(PASS);
  vi.advanceTimersByTime(KEPT_MS);
  expect([place.text, holder.view()]).toEqual(['', { present: true, showing: null }]);
});
