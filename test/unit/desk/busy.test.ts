import { expect, it } from 'vitest';
import { initialState } from '../../../src/main/desk/desk.ts';
import { watchBusy } from '../../../src/main/desk/busy.ts';
import { createStore } from '../../../src/main/desk/state.ts';
import { settings } from '../../support/desk.ts';

it('tells once when an enrollment begins, from the badge on, and once when it is over', () => {
  const told: boolean[] = [];
  const store = createStore(initialState({ settings }));
  watchBusy({ enrolling: (busy) => told.push(busy) }, store);
  for (const phase of ['signing-in', 'ready', 'finding', 'enrolling', 'enrolling', 'ready'] as const) {
    store.update({ phase });
  }
  expect(told).toEqual([true, false]);
});
