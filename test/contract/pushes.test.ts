import { describe, expect, it } from 'vitest';
import { pushNames, pushes, type Push, type PushOf } from '../../src/shared/index.ts';
import { push } from '../../src/main/ipc/index.ts';
import { messages } from '../support/channels.ts';
import { fakeDeskWindow } from '../support/electron.ts';

it('names every push in the list that the preload uses', () => {
  expect([...pushNames].sort()).toEqual(Object.keys(pushes).sort());
});

describe.each(pushNames)('%s', (name: Push) => {
  it('reaches the window as it was sent', () => {
    const desk = fakeDeskWindow();
    push(desk.window, name, messages[name]);
    expect(desk.sent).toEqual([{ name, message: messages[name] }]);
  });

  it('is not sent with a key that the contract does not know', () => {
    const desk = fakeDeskWindow();
    // What TypeScript would not let through, as a bug could.
    const message: unknown = { ...messages[name], extra: 'planted-value' };
    expect(() => push(desk.window, name, message as PushOf<Push>)).toThrow(/unrecognized_keys/);
    expect(desk.sent).toEqual([]);
  });

  it('is not sent to a window that is gone', () => {
    const desk = fakeDeskWindow();
    desk.destroy();
    push(desk.window, name, messages[name]);
    expect(desk.sent).toEqual([]);
  });
});
