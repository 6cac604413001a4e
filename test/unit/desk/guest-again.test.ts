import { describe, expect, it } from 'vitest';
import { atReveal, deskAtKey, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';

const address = 'https://localhost:1/security-info?login_hint=enrollee%40tapdesk.example';

describe('starting the page again', () => {
  it('loads it in the same window', async () => {
    const hand = await deskAtKey();
    const closed = hand.guest.closedTimes();
    await hand.call('guest.reload', {});
    expect([hand.guest.loaded.length, hand.guest.closedTimes()]).toEqual([1, closed]);
  });

  it('opens another window where the page has closed itself, and wipes the first', async () => {
    const hand = await deskAtKey();
    const closed = hand.guest.closedTimes();
    hand.guest.vanish();
    hand.guest.tell({ kind: 'not-responding' });
    expect(hand.snapshot()).toMatchObject({
      problem: { code: 'guest.not-responding' },
      screen: { guest: { state: 'not-responding' } },
    });
    expect(await hand.call('guest.reload', {})).toMatchObject({ ok: true });
    expect(hand.guest.loaded).toEqual([address, address]);
    expect(hand.guest.closedTimes()).toBe(closed + 1);
    expect(hand.snapshot()).toMatchObject({
      problem: null,
      screen: { kind: 'enrollee/register', guest: { state: 'loading' } },
    });
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    expect(hand.snapshot().screen).toMatchObject({ step: 'add-key' });
  });

  it('does not end the sign-in that waits for its window', async () => {
    let closedIt = false;
    const base = createDeskAtHand();
    const hand = createDeskAtHand({
      identity: {
        ...base.ports.identity,
        proveSignIn: async (_ask, window) => {
          const opened = await window.open('https://localhost:1/authorize');
          await opened.closed;
          closedIt = true;
          throw new Error('closed');
        },
      },
    });
    await atReveal(hand);
    await toEnrollee(hand);
    hand.script.move({ at: 'retest', found: methodOf('key-1'), passExpiresAt: null });
    await hand.settle();
    const done = hand.call('retest.start', {});
    await hand.settle();
    hand.guest.vanish();
    await hand.call('guest.reload', {});
    await hand.settle();
    expect(closedIt).toBe(false);
    expect(hand.snapshot().screen.kind).toBe('enrollee/retest');
    await hand.call('guest.cancel', {});
    await done;
    expect(closedIt).toBe(true);
  });
});
