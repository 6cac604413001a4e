import { expect, it } from 'vitest';
import { createUpdateWaits } from '../../../src/main/app/update-waits.ts';

const asked = (text: string | null, alive = true, folder: string | null = '/run/desk'): boolean =>
  createUpdateWaits({
    folder,
    read: (file) => (file === '/run/desk/update-waits' ? text : null),
    isAlive: (processId) => alive && processId === 4711,
  })();

it('an update waits while the process that its mark names is there', () => {
  expect(asked('4711\n')).toBe(true);
});

it.each([
  ['no mark', null, true],
  ['a mark of a process that is gone', '4711', false],
  ['an empty mark', '', true],
  ['a mark that is no number', 'soon', true],
])('none waits with %s', (_name, text, alive) => {
  expect(asked(text, alive)).toBe(false);
});

it('none waits where no service manager has given a folder', () => {
  expect(asked('4711', true, null)).toBe(false);
});
