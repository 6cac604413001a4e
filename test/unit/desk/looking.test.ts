import { expect, it } from 'vitest';
import { atReveal, deskAtKey, toEnrollee } from '../../support/at-reveal.ts';
import { createDeskAtHand } from '../../support/desk.ts';

it('a look under way is not begun anew by who presses again', async () => {
  const hand = createDeskAtHand();
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'register', way: 'authenticator-on-phone' });
  expect(await hand.call('register.look-now', {})).toMatchObject({ ok: true });
  hand.script.move({ at: 'looking' });
  expect(await hand.call('register.look-now', {})).toMatchObject({ ok: true });
  expect(hand.script.sent).toEqual([{ type: 'look' }]);
  hand.script.move({ at: 'register' });
  await hand.call('register.look-now', {});
  expect(hand.script.sent).toHaveLength(2);
});

it('a look that is due when a way is chosen anew is left out, so that the choice is taken', async () => {
  const hand = await deskAtKey();
  const looks = (): number => hand.script.sent.filter(({ type }) => type === 'look').length;
  // The sign-in, and then what may be a new method: the first three looks come at once, the next waits.
  for (let posted = 0; posted < 5; posted += 1) {
    hand.guest.tell({ kind: 'posted', host: 'localhost:1' });
    hand.clock.advance(0);
  }
  expect(looks()).toBe(3);
  await hand.call('register.another-way', {});
  hand.script.move({ at: 'register', way: null });
  hand.clock.advance(60_000);
  expect(looks()).toBe(3);
});
