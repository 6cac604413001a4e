import { createDeskAtHand, openDesk, read, type DeskAtHand } from './desk.ts';

/** To be searched for where it must not be. */
export const plantedPass = 'planted-pass-K7+d';

/** An enrollment whose pass is there, and the enrollee is asked to take the screen. */
export const atReveal = async (hand: DeskAtHand): Promise<void> => {
  await openDesk(hand);
  await hand.badge(read);
  hand.script.givePass(plantedPass);
  hand.script.move({ at: 'reveal', passExpiresAt: hand.clock.now() + 3_600_000 });
  await hand.settle();
};

export const toEnrollee = (hand: DeskAtHand) => hand.call('desk.confirm-handover', {});

/** A desk whose enrollee stands before the page where they register a security key. */
export const deskAtKey = async (): Promise<DeskAtHand> => {
  const hand = createDeskAtHand();
  await atReveal(hand);
  await toEnrollee(hand);
  hand.script.move({ at: 'register', way: null });
  await hand.call('register.choose-way', { way: 'security-key-here' });
  hand.script.move({ at: 'register', way: 'security-key-here' });
  await hand.settle();
  return hand;
};
