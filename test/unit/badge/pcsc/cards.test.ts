import { describe, expect, it } from 'vitest';
import { createCards } from '../../../../src/main/badge/pcsc/cards.ts';
import type { FromCards, ReadPlan } from '../../../../src/main/badge/pcsc/messages.ts';
import {
  ServiceError,
  type CardService,
  type ServiceListener,
} from '../../../../src/main/badge/pcsc/service.ts';
import { manualClock } from '../../../support/keyboard.ts';

const uidAnswer = Buffer.from('04a1b2c39000', 'hex');

/** Readers and their service, as the test moves them; cards have a number and nothing else. */
const moving = (change: Partial<ReadPlan> = {}, service: 'there' | 'missing' = 'there') => {
  const clock = manualClock();
  const posted: FromCards[] = [];
  const state = { runs: true, watches: 0, links: 0 };
  let listener: ServiceListener = { reader: () => undefined, lost: () => undefined };
  const made: CardService = {
    watch: (mine) => {
      state.watches += 1;
      if (!state.runs) throw new Error('no service');
      listener = mine;
      return () => undefined;
    },
    open: () => {
      state.links += 1;
      if (!state.runs) return Promise.reject(new ServiceError('away'));
      return Promise.resolve({ transmit: () => Promise.resolve(uidAnswer), close: () => Promise.resolve() });
    },
  };
  const cards = createCards({
    loadService: () => Promise.resolve(service === 'there' ? made : null),
    post: (message) => void posted.push(message),
    after: clock.after,
    giveUp: () => undefined,
  });
  cards.take({ type: 'begin', plan: { technologies: ['uid'], key: '9E', readers: [], ...change } });
  return {
    clock,
    posted,
    state,
    reader: (...args: Parameters<ServiceListener['reader']>) => listener.reader(...args),
    lost: () => listener.lost(),
  };
};
const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
const types = (posted: readonly FromCards[]): readonly string[] =>
  posted.map((one) => (one.type === 'service' ? one.state : one.type));

describe('readers', () => {
  it('that are pulled out take their card along, and are found again', async () => {
    const { posted, reader } = moving();
    await settled();
    reader('A', 'card', '3b01');
    await settled();
    reader('A', 'gone', '');
    reader('A', 'empty', '');
    reader('A', 'card', '3b01');
    await settled();
    expect(types(posted)).toEqual([
      'running',
      'readers',
      'card',
      'removed',
      'readers',
      'readers',
      'readers',
      'card',
    ]);
    expect(posted.filter(({ type }) => type === 'readers').at(1)).toEqual({
      type: 'readers',
      readers: [{ name: 'A', state: 'gone' }],
    });
  });

  it('that change one card for another in a moment take the first one away', async () => {
    const { posted, reader } = moving();
    await settled();
    reader('A', 'card', '3b01');
    await settled();
    reader('A', 'card', '3b02');
    await settled();
    expect(types(posted).slice(2)).toEqual(['card', 'removed', 'readers', 'card']);
  });

  it('that say the same twice are not read twice', async () => {
    const { posted, reader, state } = moving();
    await settled();
    reader('A', 'card', '3b01');
    reader('A', 'card', '3b01');
    await settled();
    expect([state.links, types(posted)]).toEqual([1, ['running', 'readers', 'card']]);
  });

  it('that the site does not use are not touched', async () => {
    const { posted, reader, state } = moving({ readers: ['Desk'] });
    await settled();
    reader('Door reader', 'card', '3b01');
    reader('Desk reader 0', 'card', '3b01');
    await settled();
    expect([state.links, posted.at(-1)]).toMatchObject([1, { type: 'card', reader: 'Desk reader 0' }]);
  });

  it('with something on them that does not answer have failed', async () => {
    const { posted, reader } = moving();
    await settled();
    reader('A', 'mute', '');
    expect(posted.at(-1)).toMatchObject({ type: 'unread', code: 'badge.reader-failed' });
  });
});

describe('the card service', () => {
  it('that ends is looked for until it is there, and said once to be away', async () => {
    const { clock, posted, lost, reader, state } = moving();
    await settled();
    reader('A', 'card', '3b01');
    await settled();
    state.runs = false;
    lost();
    clock.advance(1_000);
    expect(types(posted).slice(3)).toEqual(['removed', 'readers', 'not-running']);
    expect(state.watches).toBeGreaterThan(3);
    state.runs = true;
    clock.advance(300);
    expect(posted.at(-1)).toEqual({ type: 'service', state: 'running' });
  });

  it('to which the program cannot speak at all holds nothing up', async () => {
    const { clock, posted } = moving({}, 'missing');
    await settled();
    expect([posted, clock.waiting()]).toEqual([[{ type: 'service', state: 'not-there' }], 0]);
  });
});
