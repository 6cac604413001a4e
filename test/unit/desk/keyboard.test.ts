import { describe, expect, it } from 'vitest';
import { keyboardOn } from '../../../src/main/desk/keyboard.ts';
import { screenKey } from '../../../src/shared/contract/keyboard.ts';
import { guestKeyboardHeight, type Screen } from '../../../src/shared/index.ts';
import { letterRows, signRows } from '../../../src/renderer/components/key-layouts.ts';
import { deskAtKey, plantedPass } from '../../support/at-reveal.ts';
import { createDeskAtHand, openDesk, settings } from '../../support/desk.ts';

const guest = { host: 'localhost:1', secure: true, state: 'ready' } as const;
const register: Screen = {
  kind: 'enrollee/register',
  way: 'security-key-here',
  guest,
  step: 'add-key',
  passAvailable: false,
  visibleSecondsLeft: 0,
};
const signingIn: Screen = { kind: 'operator/signing-in', who: 'operator', guest };

const ready: Screen = {
  kind: 'operator/ready',
  operatorName: 'O',
  today: { done: 0, refused: 0, stopped: 0, medianMinutes: null },
  left: [],
  warnings: [],
  posture: null,
};

describe('the desk’s own keyboard', () => {
  it.each([
    ['offered', signingIn, 'auto', null],
    ['shown', signingIn, 'always', null],
    ['shown', signingIn, 'auto', true],
    ['offered', signingIn, 'always', false],
    ['none', signingIn, 'never', true],
    ['offered', register, 'auto', null],
    // The code is not tapped where others can watch the keys.
    ['none', { ...register, step: 'enter-code', passAvailable: true }, 'always', true],
    ['none', { ...register, guest: null }, 'always', true],
    ['none', { kind: 'enrollee/attract' }, 'always', true],
    // A field of the desk's own: it comes with the field, whatever was done with the one for guarded windows.
    ['offered', ready, 'auto', true],
    ['shown', ready, 'always', false],
    ['none', ready, 'never', true],
  ] as const)('is %s', (...[state, screen, onScreenKeyboard, keyboardOpen]) => {
    expect(keyboardOn(screen, { keyboardOpen }, { onScreenKeyboard })).toBe(state);
  });

  it('has only keys that the contract takes', () => {
    const keys = [...Object.values(letterRows), signRows].flat().flatMap((row) => Array.from(row));
    expect(keys.filter((key) => !screenKey.safeParse(key).success)).toEqual([]);
    expect(
      ['Escape', 'F5', 'ab', '', '\n', '\u0000', '\u200b'].filter((key) => screenKey.safeParse(key).success),
    ).toEqual([]);
  });
});

describe('its keys', () => {
  it('go to the page where people sign in and register, one after the other', async () => {
    const hand = await deskAtKey();
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    await hand.call('keyboard.show', { shown: true });
    await hand.settle();
    expect(hand.guest.room()).toBe(guestKeyboardHeight);
    await Promise.all([
      hand.call('keyboard.press', { key: 'a' }),
      hand.call('keyboard.press', { key: 'B' }),
      hand.call('keyboard.press', { key: 'Enter' }),
    ]);
    const hosts = `${settings.signInHost} localhost:1`;
    expect(hand.guest.pressed).toEqual([`a ${hosts}`, `B ${hosts}`, `Enter ${hosts}`]);
    await hand.call('keyboard.show', { shown: false });
    await hand.settle();
    expect(hand.guest.room()).toBe(0);
  });

  it('are refused while another host is in front, and said to be', async () => {
    const hand = await deskAtKey();
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    await hand.call('keyboard.show', { shown: true });
    hand.guest.goTo('evil.example');
    expect(await hand.call('keyboard.press', { key: 'a' })).toMatchObject({
      ok: false,
      problem: { code: 'guest.wrong-page' },
    });
  });

  it('of a field of the desk’s own go to no window: what brings and takes those is not asked for there', async () => {
    const hand = createDeskAtHand();
    await openDesk(hand);
    expect(hand.snapshot()).toMatchObject({ keyboard: 'offered', screen: { kind: 'operator/ready' } });
    expect(await hand.call('keyboard.show', { shown: true })).toMatchObject({ ok: false });
    expect(await hand.call('keyboard.press', { key: 'a' })).toMatchObject({ ok: false });
    expect(hand.guest.pressed).toEqual([]);
  });

  it('go nowhere while the keyboard is not shown, or the code is to be entered', async () => {
    const hand = await deskAtKey();
    expect(await hand.call('keyboard.press', { key: 'a' })).toMatchObject({ ok: false });
    expect(await hand.call('keyboard.show', { shown: true })).toMatchObject({ ok: false });
    expect(hand.guest.pressed).toEqual([]);
  });

  it('stand in no journal and in no message to the window', async () => {
    const hand = await deskAtKey();
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    await hand.call('keyboard.show', { shown: true });
    const before = hand.journaled.length;
    for (const key of plantedPass) await hand.call('keyboard.press', { key });
    expect(hand.journaled).toHaveLength(before);
    expect(JSON.stringify(hand.pushed.filter(({ name }) => name === 'snapshot.changed'))).not.toContain(
      plantedPass,
    );
  });
});
