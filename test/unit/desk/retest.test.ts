import { describe, expect, it } from 'vitest';
import type { Method } from '../../../src/main/directory/index.ts';
import { IdentityError } from '../../../src/main/identity/index.ts';
import { contextAsked, retestPlaces } from '../../../src/main/desk/retest-screens.ts';
import { atReveal, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, settings } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';
import { inputWith } from '../../support/policy-input.ts';

const key = methodOf('key-1');
const passkey: Method = { ...key, aaGuid: 'de1e552d-db1d-4423-a619-566b625cdc84' };
const authenticator = methodOf('app-1', 'microsoftAuthenticator');
const { facts } = inputWith();
const logs = { ...facts, recentPasses: { known: true, value: [] } } as const;
const noLogs = { ...logs, recentPasses: { known: false, because: 'tenant.forbidden' } } as const;
const unreachable = { phone: { ...settings.phone, passkeyReachable: false } };

describe('where the test sign-in can be made', () => {
  it.each([
    ['a key, in the guarded window alone', key, logs, settings, ['here']],
    ['a key that this system asks no PIN of, on the phone', key, logs, unreachable, ['on-phone']],
    ['a phone’s passkey, in both', passkey, logs, settings, ['here', 'on-phone']],
    ['Authenticator, in both', authenticator, logs, unreachable, ['here', 'on-phone']],
    ['a phone’s passkey that cannot be reached, on the phone', passkey, logs, unreachable, ['on-phone']],
    ['a phone’s passkey without logs, in the guarded window', passkey, noLogs, settings, ['here']],
    ['neither, nowhere', passkey, noLogs, unreachable, []],
  ] as const)('%s', (...[, found, known, how, places]) => {
    expect(retestPlaces({ found, facts: known }, how)).toEqual(places);
  });
});

describe('the authentication context', () => {
  const asked = (found: Method, contextFor: 'every-method' | 'passkeys') =>
    contextAsked({ found, retested: null }, { authenticationContext: 'c1', contextFor });

  it('is asked for with every method, unless the site spares Authenticator', () => {
    expect([asked(key, 'passkeys'), asked(passkey, 'passkeys'), asked(authenticator, 'passkeys')]).toEqual([
      'c1',
      'c1',
      null,
    ]);
    expect(asked(authenticator, 'every-method')).toBe('c1');
  });
});

const atRetest = async (found: Method, change: Parameters<typeof createDeskAtHand>[0] = {}) => {
  const hand = createDeskAtHand(change);
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'retest', found, facts: logs, passExpiresAt: null });
  await hand.settle();
  return hand;
};

describe('at the desk', () => {
  it('the phone shows the address of the page, and the person says that they signed in', async () => {
    const hand = await atRetest(passkey);
    await hand.call('retest.on-phone', {});
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'enrollee/retest-phone',
      scan: { address: settings.phone.securityInfo.address },
    });
    await hand.call('retest.done-on-phone', {});
    expect(hand.script.sent).toEqual([{ type: 'retested-on-phone' }]);
  });

  it('nothing is taken for a test on the phone that was not begun there', async () => {
    const hand = await atRetest(passkey);
    expect(await hand.call('retest.done-on-phone', {})).toMatchObject({ ok: false });
    expect(await (await atRetest(key)).call('retest.on-phone', {})).toMatchObject({ ok: false });
    expect(hand.script.sent).toEqual([]);
  });

  it('after a test that did not work the screen offers what else there is', async () => {
    const hand = await atRetest(passkey);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'enrollee/retest-ready', failed: false });
    expect(await hand.call('retest.new-code', {})).toMatchObject({ ok: false });
    await hand.call('retest.on-phone', {});
    await hand.call('retest.not-on-phone', {});
    expect(hand.snapshot().screen).toMatchObject({ kind: 'enrollee/retest-ready', failed: true });
    await hand.call('retest.new-code', {});
    expect(hand.script.sent).toEqual([{ type: 'cancel', why: 'retest.given-up' }]);
  });

  it('so does a sign-in that failed in the guarded window', async () => {
    const hand = await atRetest(authenticator, {
      identity: {
        ...createDeskAtHand().ports.identity,
        proveSignIn: () => Promise.reject(new IdentityError('sign-in.failed')),
      },
    });
    await hand.call('retest.start', {});
    expect(hand.script.sent).toEqual([{ type: 'retest-failed', code: 'sign-in.failed' }]);
    expect(hand.snapshot().screen).toMatchObject({ kind: 'enrollee/retest-ready', failed: true });
  });

  it('the operator cannot say it in the person’s place', async () => {
    const hand = await atRetest(passkey);
    await hand.call('retest.on-phone', {});
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    expect(await hand.call('retest.done-on-phone', {})).toMatchObject({ ok: false });
    expect(hand.script.sent).toEqual([]);
  });
});
