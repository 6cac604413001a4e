import { describe, expect, it } from 'vitest';
import type { Outbox, StoredAlert, Unrecorded } from '../../../src/main/alerts/index.ts';
import { JournalError, type EntryBody, type Stored } from '../../../src/main/journal/index.ts';
import { createWatcher, noteAlerts, type Watching } from '../../../src/main/watching/index.ts';
import { alertLike } from '../../support/alerts.ts';
import { createHandClock } from '../../support/desk.ts';
import { storedLike } from '../../support/stored.ts';

const MINUTE = 60_000;

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const watching = (more: Partial<Watching> = {}) => {
  const clock = createHandClock();
  const did: string[] = [];
  const outbox: Pick<Outbox, 'claim'> = {
    claim: () => {
      did.push('send');
      return null;
    },
  };
  const channel = { name: 'webhook', deliver: () => Promise.resolve() };
  const watcher = createWatcher({
    // Nothing else of it is used here.
    outbox: outbox as Outbox,
    channels: [channel],
    now: clock.now,
    random: () => 0,
    lookOnce: () => {
      did.push('look');
      return Promise.resolve();
    },
    note: () => did.push('note'),
    busy: () => false,
    everyMinutes: 30,
    after: clock.after,
    failed: (what) => did.push(`${what} failed`),
    ...more,
  });
  const pass = async (minutes: number): Promise<readonly string[]> => {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.advance(MINUTE);
      await settle();
    }
    return did.splice(0);
  };
  return { watcher, pass, clock };
};

describe('the desk’s own look', () => {
  it('is taken a minute after the start and then as often as the site says; what is due is sent in between', async () => {
    const { watcher, pass } = watching();
    watcher.start();
    expect(await pass(2)).toEqual(['look', 'note', 'send', 'note']);
    expect((await pass(28)).filter((one) => one === 'look')).toEqual([]);
    expect(await pass(1)).toEqual(['look', 'note']);
    expect(watcher.state().trouble).toBeNull();
    watcher.stop();
    expect(await pass(60)).toEqual([]);
  });

  it('waits while somebody is enrolled', async () => {
    let busy = true;
    const { watcher, pass } = watching({ busy: () => busy });
    watcher.start();
    expect(await pass(5)).toEqual([]);
    busy = false;
    expect(await pass(1)).toEqual(['look', 'note']);
  });

  it('goes on after a look that failed, and says so', async () => {
    const { watcher, pass } = watching({ lookOnce: () => Promise.reject(new Error('no answer')) });
    watcher.start();
    expect(await pass(2)).toEqual(['look failed', 'note', 'send', 'note']);
    expect(watcher.state()).toEqual({ at: null, trouble: 'failed' });
  });

  it('is not taken without somebody to look as; what waits is sent all the same', async () => {
    const { watcher, pass } = watching({ lookOnce: null });
    watcher.start();
    expect(await pass(2)).toEqual(['send', 'note', 'send', 'note']);
    await watcher.look();
    expect(watcher.state()).toEqual({ at: null, trouble: 'no-reader' });
  });

  it('is one look for two who ask at once', async () => {
    let looks = 0;
    const { watcher } = watching({
      lookOnce: () => {
        looks += 1;
        return Promise.resolve();
      },
    });
    await Promise.all([watcher.look(), watcher.look()]);
    expect(looks).toBe(1);
  });
});

describe('noting alerts in the journal', () => {
  const end = {
    how: 'acknowledged',
    at: 'then',
    by: 'supervisor-1',
    reason: 'explained',
    remark: 'by Nia',
  } as const;
  const stored = (more: Partial<StoredAlert> = {}): StoredAlert => ({
    alert: alertLike(),
    firstSeen: '',
    lastSeen: '',
    end: null,
    deliveries: [],
    ...more,
  });
  const run = (unrecorded: readonly Unrecorded[], fails = false) => {
    const written: (readonly [EntryBody, unknown])[] = [];
    const recorded: string[] = [];
    const append = (body: EntryBody, personal: unknown): Stored => {
      if (fails) throw new JournalError('station.journal-unwritable');
      written.push([body, personal]);
      return storedLike(body);
    };
    const outbox = {
      unrecorded: () => unrecorded,
      recorded: (_: string, what: string) => void recorded.push(what),
    };
    const note = () => noteAlerts(outbox, { append });
    return { note, written, recorded };
  };
  const { id, rule, subject } = alertLike();
  const about = { enrollment: null, step: null, subject };

  it('writes that it was raised, and who let it rest and why; what they said is a personal value', () => {
    const { note, written, recorded } = run([
      { what: 'raised', stored: stored() },
      { what: 'ended', stored: stored({ end }) },
      { what: 'ended', stored: stored({ end: { ...end, how: 'cleared' } }) },
    ]);
    note();
    const { severity, state, source, at } = alertLike();
    expect(written).toEqual([
      [
        { type: 'alert.noted', ...about, actor: 'station', data: { id, rule, severity, state, source, at } },
        {},
      ],
      [
        {
          type: 'alert.acknowledged',
          ...about,
          actor: 'supervisor-1',
          data: { id, rule, reason: 'explained', at: 'then' },
        },
        { remark: 'by Nia' },
      ],
      [{ type: 'alert.over', ...about, actor: 'station', data: { id, rule } }, {}],
    ]);
    expect(recorded).toEqual(['raised', 'ended', 'ended']);
  });

  it('keeps for the next time what the journal did not take', () => {
    const { note, recorded } = run([{ what: 'raised', stored: stored() }], true);
    expect(note).toThrow(JournalError);
    expect(recorded).toEqual([]);
  });
});
