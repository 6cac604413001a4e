import { describe, expect, it } from 'vitest';
import {
  createBadgeHash,
  mappingConfig,
  type BadgeEvent,
  type BadgeRead,
} from '../../../src/main/badge/index.ts';
import {
  createDeskAtHand,
  noLists,
  openDesk,
  person,
  read,
  settings,
  type DeskAtHand,
} from '../../support/desk.ts';

const uid = (value: string, reader = 'Reader 1'): BadgeRead => ({
  ...read,
  reader,
  technology: 'uid',
  identifier: { kind: 'uid', value },
});
const removed = (reader = 'Reader 1'): BadgeEvent => ({ kind: 'removed', reader, at: 0 });

const badges = {
  mapping: mappingConfig.parse({ uid: { by: 'extension-attribute', name: 'extensionAttribute1' } }),
  lists: noLists,
  hash: createBadgeHash(() => new Uint8Array(32)),
};
const withCard = async (): Promise<DeskAtHand> => {
  const hand = createDeskAtHand({ badges });
  await openDesk(hand);
  await hand.badge(uid('04A1B2C3'));
  expect(hand.snapshot().screen.kind).toBe('operator/scenario');
  return hand;
};

describe('a card while its enrollment runs', () => {
  it('that leaves its reader is told to the enrollment, and one on another reader is not', async () => {
    const hand = await withCard();
    await hand.badge(removed('Reader 2'));
    expect(hand.script.changes).toEqual([]);
    await hand.badge(removed());
    expect(hand.script.changes).toEqual(['removed']);
  });

  it('that is read once more changes nothing and is told to nobody', async () => {
    const hand = await withCard();
    await hand.badge(uid('04A1B2C3'));
    expect(hand.script.changes).toEqual([]);
    expect(hand.snapshot().problem).toBeNull();
  });

  it('is swapped where another one is read on its reader', async () => {
    const hand = await withCard();
    await hand.badge(uid('04A1B2C4'));
    expect(hand.script.changes).toEqual(['swapped']);
  });

  it('and another one on another reader is told as a badge that has no meaning now', async () => {
    const hand = await withCard();
    await hand.badge(uid('04A1B2C4', 'Reader 2'));
    expect(hand.script.changes).toEqual([]);
    expect(hand.snapshot().problem?.code).toBe('badge.not-now');
  });

  it('that began with keys has no card to miss', async () => {
    const hand = createDeskAtHand({ badges });
    await openDesk(hand);
    await hand.badge(read);
    await hand.badge(removed('wedge'));
    expect(hand.script.changes).toEqual([]);
  });
});

describe('a card that is taken away while its person is looked up', () => {
  const takenAway = async (cardPresence: (typeof settings)['cardPresence']): Promise<DeskAtHand> => {
    const hand = createDeskAtHand({ badges, settings: { ...settings, cardPresence } });
    await openDesk(hand);
    hand.find([person]);
    const reading = hand.badge(uid('04A1B2C3'));
    await hand.badge(removed());
    await reading;
    return hand;
  };

  it('begins nothing where it has to stay', async () => {
    const hand = await takenAway({ uid: 'until-pass', piv: 'whole' });
    const { screen, problem } = hand.snapshot();
    expect([screen.kind, problem?.code]).toEqual(['operator/ready', 'badge.removed']);
    expect(hand.begunWith).toEqual([]);
  });

  it('begins an enrollment where it may be taken away', async () => {
    const hand = await takenAway({ uid: 'not-asked', piv: 'whole' });
    expect(hand.snapshot().screen.kind).toBe('operator/scenario');
  });
});
