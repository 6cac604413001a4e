import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waitAfter } from '../../../src/main/alerts/backoff.ts';
import {
  deliverDue,
  DeliveryError,
  openOutbox,
  type Alert,
  type Channel,
  type Outbox,
} from '../../../src/main/alerts/index.ts';
import { alertLike } from '../../support/alerts.ts';

const START = Date.UTC(2026, 10, 22, 22);

let folder: string;
let outbox: Outbox;
let now: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-deliver-'));
  outbox = openOutbox(path.join(folder, 'alerts.sqlite'));
  now = START;
});
afterEach(() => {
  outbox.close();
  rmSync(folder, { recursive: true });
});

/** A receiver that does not take what `refuses` says. */
const receiver = (name: string, refuses: (alert: Alert) => boolean = () => false) => {
  const taken: string[] = [];
  const channel: Channel = {
    name,
    deliver: (alert) => {
      if (refuses(alert)) return Promise.reject(new DeliveryError('refused'));
      taken.push(alert.id);
      return Promise.resolve();
    },
  };
  return { channel, taken };
};

const round = (...channels: readonly Channel[]) =>
  deliverDue({ outbox, channels, now: () => now, random: () => 1 });

const ids = ['a', 'b', 'c'];
const raise = (...names: readonly string[]): void =>
  void outbox.raise(
    ids.map((id) => alertLike({ id })),
    names,
    now,
  );

describe('delivering', () => {
  it('sends everything once to each, and nothing again', async () => {
    raise('one', 'other');
    const [one, other] = [receiver('one'), receiver('other')];
    expect(await round(one.channel, other.channel)).toEqual([
      { channel: 'one', delivered: 3, error: null },
      { channel: 'other', delivered: 3, error: null },
    ]);
    await round(one.channel, other.channel);
    expect({ one: one.taken, other: other.taken }).toEqual({ one: ids, other: ids });
  });

  it('holds up no receiver for another that is down', async () => {
    raise('down', 'up');
    const [down, up] = [receiver('down', () => true), receiver('up')];
    expect(await round(down.channel, up.channel)).toEqual([
      { channel: 'down', delivered: 0, error: 'refused' },
      { channel: 'up', delivered: 3, error: null },
    ]);
  });

  it('waits longer after each failure, and goes on with what was not tried', async () => {
    raise('one');
    const bad = receiver('one', ({ id }) => id === 'a');
    expect(await round(bad.channel)).toEqual([{ channel: 'one', delivered: 0, error: 'refused' }]);
    // The one that is refused holds up no other.
    expect(await round(bad.channel)).toEqual([{ channel: 'one', delivered: 2, error: null }]);
    now = START + 29_999;
    expect(await round(bad.channel)).toEqual([{ channel: 'one', delivered: 0, error: null }]);
    now = START + 30_000;
    expect(await round(bad.channel)).toEqual([{ channel: 'one', delivered: 0, error: 'refused' }]);
    now += 59_999;
    expect(await round(bad.channel)).toEqual([{ channel: 'one', delivered: 0, error: null }]);
    now += 1;
    const good = receiver('one');
    expect(await round(good.channel)).toEqual([{ channel: 'one', delivered: 1, error: null }]);
    expect(good.taken).toEqual(['a']);
  });

  it('sends again what was sent and not noted, for the process ended in between', async () => {
    raise('one');
    const first = receiver('one');
    const dies: Outbox = {
      ...outbox,
      delivered: () => {
        throw new Error('the process ended');
      },
    };
    const dying = deliverDue({ outbox: dies, channels: [first.channel], now: () => now, random: () => 1 });
    await expect(dying).rejects.toThrow('the process ended');
    now += 2 * 60_000;
    const second = receiver('one');
    await round(second.channel);
    expect({ first: first.taken, second: second.taken }).toEqual({ first: ['a'], second: ids });
  });

  it('does not take a bug for a receiver that is down', async () => {
    raise('one');
    const broken: Channel = { name: 'one', deliver: () => Promise.reject(new TypeError('a bug')) };
    await expect(round(broken)).rejects.toThrow('a bug');
  });
});

describe('the wait after failures', () => {
  it('doubles from half a minute to an hour, and at random is a quarter shorter at most', () => {
    expect([1, 2, 3, 7, 8, 9, 1_000].map((attempts) => waitAfter(attempts, 1))).toEqual([
      30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000, 3_600_000,
    ]);
    expect(waitAfter(1, 0)).toBe(22_500);
  });
});
