import { expect, it } from 'vitest';
import { atReveal, toEnrollee } from '../../support/at-reveal.ts';
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
