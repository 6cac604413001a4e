import { describe, expect, it } from 'vitest';
import { createHost, type CardMessage } from '../../../../src/main/badge/pcsc/host.ts';
import type { FromCards, ToCards } from '../../../../src/main/badge/pcsc/messages.ts';
import { manualClock } from '../../../support/keyboard.ts';

const plan = { technologies: ['uid' as const], key: '9E' as const, readers: [] };
const card: FromCards = {
  type: 'card',
  session: 1,
  reader: 'A',
  content: { kind: 'uid', uid: '04A1B2C3' },
};

const ignore: (message: unknown) => void = () => undefined;

/** A host whose processes do what the test says. */
const hosting = () => {
  const clock = manualClock();
  const heard: CardMessage[] = [];
  const processes: {
    readonly posted: ToCards[];
    say: (message: unknown) => void;
    end: () => void;
    killed: boolean;
  }[] = [];
  const host = createHost({
    plan,
    clock,
    log: { warn: () => undefined },
    onCard: (message) => void heard.push(message),
    start: () => {
      const one = {
        posted: [] as ToCards[],
        say: ignore,
        end: (): void => undefined,
        killed: false,
      };
      processes.push(one);
      return {
        post: (message) => void one.posted.push(message),
        onMessage: (listener) => {
          one.say = listener;
        },
        onExit: (listener) => {
          one.end = listener;
        },
        kill: () => {
          one.killed = true;
        },
      };
    },
  });
  const latest = () => {
    const last = processes.at(-1);
    if (last === undefined) throw new Error('nothing was started');
    return last;
  };
  return { clock, heard, host, processes, latest };
};

describe('the process that speaks to readers', () => {
  it('is told what to read as soon as it starts', () => {
    expect(hosting().latest().posted).toEqual([{ type: 'begin', plan }]);
  });

  it('is started again when it ends, later each time, and soon again after it has worked for long', () => {
    const { clock, processes, latest } = hosting();
    const pauses = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000].map((pauseMs) => {
      const before = processes.length;
      latest().end();
      clock.advance(pauseMs - 1);
      const early = processes.length - before;
      clock.advance(1);
      return [early, processes.length - before];
    });
    expect(pauses).toEqual(pauses.map(() => [0, 1]));
    clock.advance(60_001);
    const before = processes.length;
    latest().end();
    clock.advance(500);
    expect(processes.length).toBe(before + 1);
  });

  it('that ends has taken every card away, and its readers are gone', () => {
    const { heard, host, latest } = hosting();
    latest().say({ type: 'service', state: 'running' });
    latest().say({ type: 'readers', readers: [{ name: 'A', state: 'card' }] });
    latest().say(card);
    latest().end();
    expect(heard).toEqual([card, { type: 'removed', session: 1, reader: 'A' }]);
    expect(host.watch.current()).toEqual({ service: 'not-running', readers: [{ name: 'A', state: 'gone' }] });
  });

  it.each([
    ['nothing', undefined],
    ['a message that there is not', { type: 'open-sesame' }],
    ['more than a message has', { ...card, apdu: '00a4040009' }],
    ['a number that is none', { ...card, content: { kind: 'uid', uid: '<script>' } }],
    ['a code of its own making', { type: 'unread', session: 1, reader: 'A', code: 'badge.unknown' }],
    ['a proof without end', { type: 'proof', session: 1, signature: 'A'.repeat(4_096) }],
  ])('that says %s is ended, and what it said is not heard', (_, message) => {
    const { heard, latest } = hosting();
    latest().say(message);
    expect([heard, latest().killed]).toEqual([[], true]);
  });

  it('is not heard any more once another has taken its place', () => {
    const { clock, heard, processes } = hosting();
    const [first] = processes;
    first?.end();
    clock.advance(500);
    first?.say(card);
    expect(heard).toEqual([]);
  });

  it('is not started again once the desk stops', () => {
    const { clock, host, processes, latest } = hosting();
    host.stop();
    expect(latest().killed).toBe(true);
    latest().end();
    clock.advance(60_000);
    expect(processes.length).toBe(1);
  });
});
