import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phoneHelp, phonePlatform } from '../../../src/shared/contract/phone.ts';
import { language, phoneStep, scanAddress } from '../../../src/shared/index.ts';
import { freshPhone, phoneScreen, stepped, stepsOn, type PhoneWay } from '../../../src/main/desk/phone.ts';
import { atReveal, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand, person, settings } from '../../support/desk.ts';
import { methodOf } from '../../support/fake-directory.ts';

const ways: readonly PhoneWay[] = ['passkey-on-phone', 'authenticator-on-phone'];
const view = { person, passExpiresAt: 1 };

describe('the steps on the phone', () => {
  it('go through the phone’s settings for a passkey, and not for Authenticator', () => {
    expect(stepsOn('passkey-on-phone')).toEqual(phoneStep.options);
    expect(stepsOn('authenticator-on-phone')).toEqual(
      phoneStep.options.filter((one) => one !== 'allow-passkeys'),
    );
  });

  it.each(ways)('stay at the first and at the last one of %s', (way) => {
    const last = stepsOn(way).at(-1) ?? 'get-app';
    expect(stepped(freshPhone, way, 'back').step).toBe('get-app');
    expect(stepped({ ...freshPhone, step: last }, way, 'next').step).toBe(last);
  });

  it.each(ways)('are counted from one on the way %s', (way) => {
    let phone = { ...freshPhone, platform: 'ios' as const };
    const seen = stepsOn(way).map(() => {
      const { step, number, of } = phoneScreen(phone, view, {
        way,
        settings,
        language: 'en',
        visibleSecondsLeft: 0,
      });
      phone = { ...phone, ...stepped(phone, way, 'next'), platform: 'ios' };
      return [step, number, of];
    });
    expect(seen).toEqual(stepsOn(way).map((step, index, all) => [step, index + 1, all.length]));
  });
});

const anyPhone = fc.record({
  platform: fc.option(fc.constantFrom(...phonePlatform.options)),
  step: fc.constantFrom(...phoneStep.options),
  help: fc.option(fc.constantFrom(...phoneHelp.options)),
});

describe('what the phone’s camera may read', () => {
  it('is one of the configured addresses, wherever the person is and whoever they are', () => {
    const { stores, securityInfo } = settings.phone;
    const configured = new Set([stores.ios, stores.android, securityInfo.address]);
    fc.assert(
      fc.property(anyPhone, fc.constantFrom(...ways), fc.string(), (phone, way, userPrincipalName) => {
        const screen = phoneScreen(
          phone,
          { ...view, person: { ...person, userPrincipalName } },
          {
            way,
            settings,
            language: 'en',
            visibleSecondsLeft: 60,
          },
        );
        expect(screen.scan === null || configured.has(screen.scan.address)).toBe(true);
      }),
    );
  });

  it.each([
    'http://example.com/',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com/#fragment',
    'https://example.com/a b',
    'app://desk/',
    'otpauth://totp/x',
    `https://example.com/${'x'.repeat(200)}`,
  ])('is never %s', (address) => {
    expect(scanAddress.safeParse(address).success).toBe(false);
  });

  it('is an address as the stores have it', () => {
    const address = 'https://play.google.com/store/apps/details?id=com.azure.authenticator';
    expect(scanAddress.parse(address)).toBe(address);
  });
});

describe('the site’s words for who has no signal', () => {
  it.each(language.options)('are in %s where the site wrote them, else in English', (one) => {
    const screen = phoneScreen(freshPhone, view, {
      way: 'passkey-on-phone',
      settings,
      language: one,
      visibleSecondsLeft: 0,
    });
    expect(screen.guestNetwork).toBe(one === 'de' ? 'Nehmen Sie das Netz Gast' : 'Use the network Guest');
  });
});

const atPhone = async () => {
  const hand = createDeskAtHand();
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'register', way: 'passkey-on-phone' });
  await hand.settle();
  return hand;
};

describe('at the desk', () => {
  it('the person says which phone it is, goes on, asks for help and takes another', async () => {
    const hand = await atPhone();
    const screen = () => hand.snapshot().screen;
    expect(screen()).toMatchObject({ kind: 'enrollee/phone', platform: null, step: 'get-app', scan: null });
    await hand.call('phone.choose-platform', { platform: 'android' });
    expect(screen()).toMatchObject({
      platform: 'android',
      scan: { of: 'store', address: 'https://store.example/android?id=app' },
      looksEvery: 0,
    });
    await hand.call('phone.step', { to: 'next' });
    expect(screen()).toMatchObject({ step: 'open-app', number: 2, of: 7, scan: null });
    await hand.call('phone.help', { about: 'not-working' });
    expect(screen()).toMatchObject({ help: 'not-working', scan: { of: 'security-info' } });
    await hand.call('phone.another', {});
    expect(screen()).toMatchObject({ platform: null, step: 'get-app', help: null });
  });

  it('the operator is told where the person is, and has no say in it', async () => {
    const hand = await atPhone();
    await hand.call('phone.choose-platform', { platform: 'ios' });
    await hand.call('phone.step', { to: 'next' });
    await hand.call('phone.help', { about: 'no-network' });
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    expect(hand.snapshot().screen).toMatchObject({
      kind: 'operator/watch',
      unexpected: null,
      way: 'passkey-on-phone',
      phone: { step: 'open-app', number: 2, of: 7, help: true },
    });
    expect(await hand.call('phone.step', { to: 'next' })).toMatchObject({
      ok: false,
      problem: { code: 'command.not-now' },
    });
  });

  it('nothing is said about a phone on another way, or after the pass', async () => {
    const hand = await atPhone();
    for (const where of [
      { at: 'register', way: 'security-key-here' },
      { at: 'register', way: null },
      { at: 'retest', way: 'passkey-on-phone' },
    ] as const) {
      hand.script.move(where);
      await hand.settle();
      expect(await hand.call('phone.choose-platform', { platform: 'ios' })).toMatchObject({ ok: false });
    }
  });

  it('who is busy with their phone has longer until they count as gone', async () => {
    const hand = await atPhone();
    hand.desk.activity();
    hand.clock.advance(599_000);
    expect(hand.script.sent).toEqual([]);
    hand.clock.advance(1_000);
    expect(hand.script.sent).toEqual([{ type: 'cancel', why: 'enrollment.person-left' }]);
  });
});

describe('a method that came from elsewhere', () => {
  it('is named to the operator while the person is asked, and afterwards no more', async () => {
    const hand = await atPhone();
    const unexpected = methodOf('other-1', 'microsoftAuthenticator');
    await hand.call('desk.show-operator', {});
    await hand.call('desk.confirm-handover', {});
    for (const at of ['asking', 'removing-foreign'] as const) {
      hand.script.move({ at, unexpected });
      expect(hand.snapshot().screen).toMatchObject({
        kind: 'operator/watch',
        at: 'confirm',
        unexpected: { id: 'other-1', kind: 'authenticator', name: 'other-1' },
      });
    }
    hand.script.move({ at: 'looking' });
    expect(hand.snapshot().screen).toMatchObject({ unexpected: null });
  });
});
