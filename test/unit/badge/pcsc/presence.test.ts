import { describe, expect, it } from 'vitest';
import type { BadgeEvent, BadgeRead } from '../../../../src/main/badge/index.ts';
import { createPresence } from '../../../../src/main/badge/pcsc/presence.ts';
import { manualClock } from '../../../support/keyboard.ts';

const read = (value: string): BadgeRead => ({
  kind: 'read',
  reader: 'A',
  technology: 'uid',
  strength: 'identifier',
  identifier: { kind: 'uid', value },
  proof: null,
  at: 0,
});

const lying = () => {
  const clock = manualClock();
  const events: BadgeEvent[] = [];
  const presence = createPresence(clock, (event) => void events.push(event));
  presence.read(1, read('01020304'));
  return { clock, presence, kinds: () => events.map(({ kind }) => kind) };
};

describe('a card that was read', () => {
  it('and goes is told of within a second', () => {
    const { clock, presence, kinds } = lying();
    presence.removed(1, 'A');
    clock.advance(999);
    expect(kinds()).toEqual(['read', 'removed']);
  });

  it('and is only lifted for a moment is not told of, and is told of when it goes later', () => {
    const { clock, presence, kinds } = lying();
    presence.removed(1, 'A');
    clock.advance(500);
    presence.read(2, read('01020304'));
    clock.advance(5_000);
    expect(kinds()).toEqual(['read']);
    presence.removed(2, 'A');
    clock.advance(1_000);
    expect(kinds()).toEqual(['read', 'removed']);
  });

  it('and is swapped for another in a moment has gone before the other one is read', () => {
    const { clock, presence, kinds } = lying();
    presence.removed(1, 'A');
    clock.advance(100);
    presence.read(2, read('0A0B0C0D'));
    clock.advance(5_000);
    expect(kinds()).toEqual(['read', 'removed', 'read']);
  });

  it('is not told of by the going of one before it', () => {
    const { clock, presence, kinds } = lying();
    presence.removed(7, 'A');
    clock.advance(5_000);
    expect(kinds()).toEqual(['read']);
  });
});
