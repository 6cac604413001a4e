import { describe, expect, it } from 'vitest';
import { createDeskAtHand, openDesk, read, type DeskAtHand } from '../../support/desk.ts';

const opened = async (): Promise<DeskAtHand> => {
  const hand = createDeskAtHand();
  await openDesk(hand);
  return hand;
};
const kind = (hand: DeskAtHand): string => hand.snapshot().screen.kind;

describe('the page about the policy', () => {
  it('lies over the waiting desk until it is closed', async () => {
    const hand = await opened();
    await hand.call('policy.show', {});
    const { screen } = hand.snapshot();
    expect(screen).toMatchObject({ kind: 'operator/policy', ruleSet: hand.ports.settings.policy.ruleSet });
    await hand.call('policy.close', {});
    expect(kind(hand)).toBe('operator/ready');
  });

  it('gives way to a badge, and does not come back by itself', async () => {
    const hand = await opened();
    await hand.call('policy.show', {});
    await hand.badge(read);
    expect(kind(hand)).not.toBe('operator/policy');
    await hand.call('enrollment.cancel', {});
    hand.script.move({ at: 'stopped', endedAt: hand.clock.now() });
    await hand.call('enrollment.finish', {});
    expect(kind(hand)).toBe('operator/ready');
  });

  it('is not for a closed desk, nor for the enrollee', async () => {
    const closed = createDeskAtHand();
    await closed.desk.start();
    expect((await closed.call('policy.show', {})).ok).toBe(false);
    const hand = await opened();
    await hand.call('desk.show-welcome', {});
    expect((await hand.call('policy.show', {})).ok).toBe(false);
    expect((await hand.call('policy.close', {})).ok).toBe(false);
    expect(kind(hand)).toBe('enrollee/attract');
  });
});
