import { describe, expect, it } from 'vitest';
import type { Method } from '../../../src/main/directory/index.ts';
import { passwordPlaces } from '../../../src/main/desk/password-screens.ts';
import { atReveal, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, settings } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';

const key = methodOf('key-1');
const passkey: Method = { ...key, aaGuid: 'de1e552d-db1d-4423-a619-566b625cdc84' };
const authenticator = methodOf('app-1', 'microsoftAuthenticator');
const unreachable = { phone: { ...settings.phone, passkeyReachable: false } };

describe('where a new password can be set', () => {
  it.each([
    ['with a key, here', key, settings, ['here']],
    ['with a phone’s passkey, here and on the phone', passkey, settings, ['here', 'on-phone']],
    ['with one that cannot be reached, on the phone', passkey, unreachable, ['on-phone']],
    ['with Authenticator, here and on the phone', authenticator, unreachable, ['here', 'on-phone']],
  ] as const)('%s', (...[, found, how, places]) => {
    expect(passwordPlaces({ found }, how)).toEqual(places);
  });
});

const atPassword = async (found: Method, passwordChange: 'offered' | 'required' = 'offered') => {
  const hand = createDeskAtHand({ settings: { ...settings, passwordChange } });
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'password', password: 'open', found, passExpiresAt: null });
  await hand.settle();
  return hand;
};

describe('at the desk', () => {
  it('the page opens for the person by name, and what it sends brings a look', async () => {
    const hand = await atPassword(key);
    expect(hand.snapshot().screen).toEqual({
      kind: 'enrollee/password-ready',
      method: { id: 'key-1', kind: 'security-key', name: 'key-1' },
      places: ['here'],
      mayLeaveOut: true,
    });
    await hand.call('password.start', {});
    expect(hand.guest.loaded).toEqual([
      'https://localhost:1/security-info/password?login_hint=enrollee%40tapdesk.example',
    ]);
    expect(hand.snapshot().screen.kind).toBe('enrollee/password');
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    hand.clock.advance(0);
    expect(hand.script.sent).toEqual([{ type: 'look' }]);
  });

  it('the window is closed before the test sign-in', async () => {
    const hand = await atPassword(key);
    await hand.call('password.start', {});
    const before = hand.guest.closedTimes();
    hand.script.move({ at: 'retest', password: 'changed' });
    await hand.settle();
    expect(hand.guest.closedTimes()).toBe(before + 1);
    expect(hand.snapshot().screen.kind).toBe('enrollee/retest-ready');
  });

  it('the phone shows the address of the page, without a name in it', async () => {
    const hand = await atPassword(passkey, 'required');
    await hand.call('password.on-phone', { shown: true });
    expect(hand.snapshot().screen).toEqual({
      kind: 'enrollee/password-phone',
      scan: { of: 'password', address: 'https://localhost:1/security-info/password', short: null },
      mayLeaveOut: false,
    });
    await hand.call('password.on-phone', { shown: false });
    expect(hand.snapshot().screen.kind).toBe('enrollee/password-ready');
  });

  it('the person may keep the old one; the operator cannot say it in their place', async () => {
    const hand = await atPassword(key);
    expect(await hand.call('password.leave-out', {})).toMatchObject({ ok: true });
    expect(hand.script.sent).toEqual([{ type: 'password-left-out' }]);
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    for (const [channel, request] of [
      ['password.leave-out', {}],
      ['password.start', {}],
      ['password.on-phone', { shown: true }],
    ] as const) {
      expect(await hand.call(channel, request)).toMatchObject({ ok: false });
    }
    expect(hand.script.sent).toHaveLength(1);
  });

  it('nothing of it is possible at another place', async () => {
    const hand = await atPassword(key);
    hand.script.move({ at: 'register' });
    expect(await hand.call('password.start', {})).toMatchObject({ ok: false });
    expect(await hand.call('password.leave-out', {})).toMatchObject({ ok: false });
  });
});
