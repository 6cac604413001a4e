import { describe, expect, it } from 'vitest';
import { createTurns } from '../../../src/main/kiosk/turns.ts';

/** A clock that stands until it is told that the time is over. */
const standingClock = () => {
  const waiting = new Set<() => void>();
  return {
    after: (_ms: number, action: () => void) => {
      waiting.add(action);
      return () => void waiting.delete(action);
    },
    pass: () => {
      for (const action of [...waiting]) action();
    },
    waiting: () => waiting.size,
  };
};

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('turns', () => {
  it('come one after the other, however long each takes, and also after one that failed', async () => {
    const clock = standingClock();
    const inTurn = createTurns(clock.after);
    const done: string[] = [];
    let finish: () => void = () => undefined;
    const slow = inTurn(
      () =>
        new Promise<void>((resolve) => {
          finish = () => {
            done.push('slow');
            resolve();
          };
        }),
    );
    const failing = inTurn(() => Promise.reject(new Error('no')));
    const quick = inTurn(() => Promise.resolve(done.push('quick')));
    await settled();
    expect(done).toEqual([]);
    finish();
    await expect(failing).rejects.toThrow('no');
    await Promise.all([slow, quick]);
    expect(done).toEqual(['slow', 'quick']);
    expect(clock.waiting()).toBe(0);
  });

  it('wait no longer for one that never comes to an end than the clock says', async () => {
    const clock = standingClock();
    const inTurn = createTurns(clock.after);
    void inTurn(() => new Promise(() => undefined));
    const next = inTurn(() => Promise.resolve('next'));
    await settled();
    expect(clock.waiting()).toBe(1);
    clock.pass();
    expect(await next).toBe('next');
  });
});
