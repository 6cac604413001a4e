import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openOutbox, OutboxError, type Outbox } from '../../../src/main/alerts/index.ts';
import { alertLike } from '../../support/alerts.ts';

const NOW = Date.UTC(2026, 10, 22, 22);
const MINUTE = 60_000;

let folder: string;
let file: string;
let outbox: Outbox;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tapdesk-outbox-'));
  file = path.join(folder, 'alerts.sqlite');
  outbox = openOutbox(file);
});
afterEach(() => {
  outbox.close();
  rmSync(folder, { recursive: true });
});

const by = { by: 'supervisor-1', reason: 'explained', remark: null, at: NOW } as const;

describe('the outbox', () => {
  it('takes the same thing once, however often it is found', () => {
    const alert = alertLike();
    expect(outbox.raise([alert], ['webhook'], NOW)).toEqual([alert.id]);
    expect(outbox.raise([alertLike({ params: {} })], ['webhook'], NOW + MINUTE)).toEqual([]);
    expect(outbox.list('all')).toEqual([
      {
        alert,
        firstSeen: '2026-11-22T22:00:00.000Z',
        lastSeen: '2026-11-22T22:01:00.000Z',
        end: null,
        deliveries: [{ channel: 'webhook', attempts: 0, deliveredAt: null, error: null }],
      },
    ]);
  });

  it('keeps all of it over a restart', () => {
    outbox.raise([alertLike()], ['webhook'], NOW);
    outbox.failed(alertLike().id, 'webhook', { error: 'unreachable', due: NOW + MINUTE });
    const before = outbox.list('all');
    outbox.close();
    outbox = openOutbox(file);
    expect(outbox.list('all')).toEqual(before);
    expect(outbox.claim('webhook', NOW)).toBeNull();
    expect(outbox.claim('webhook', NOW + MINUTE)).toEqual({ alert: alertLike(), attempts: 1 });
  });

  it('gives one to one sender at a time, and to another after two minutes', () => {
    outbox.raise([alertLike()], ['webhook'], NOW);
    const other = openOutbox(file);
    expect(outbox.claim('webhook', NOW)?.alert).toEqual(alertLike());
    expect(other.claim('webhook', NOW + 119_999)).toBeNull();
    expect(other.claim('webhook', NOW + 2 * MINUTE)?.alert).toEqual(alertLike());
    other.close();
  });

  it('sends what stands also to a receiver that is new', () => {
    outbox.raise([alertLike()], ['webhook'], NOW);
    outbox.delivered(alertLike().id, 'webhook', NOW);
    outbox.raise([], ['webhook', 'otlp'], NOW + MINUTE);
    expect(outbox.claim('webhook', NOW + MINUTE)).toBeNull();
    expect(outbox.claim('otlp', NOW + MINUTE)?.alert).toEqual(alertLike());
  });

  it('holds an acknowledgement, once, and delivers all the same what was on its way', () => {
    const { id } = alertLike();
    outbox.raise([alertLike()], ['webhook'], NOW);
    expect(outbox.acknowledge(id, { ...by, remark: 'night shift' })).toBe(true);
    expect(outbox.acknowledge(id, { ...by, by: 'somebody-else' })).toBe(false);
    expect(outbox.acknowledge('not-there', by)).toBe(false);
    expect(outbox.find(id)?.end).toEqual({
      how: 'acknowledged',
      at: '2026-11-22T22:00:00.000Z',
      by: 'supervisor-1',
      reason: 'explained',
      remark: 'night shift',
    });
    expect(outbox.list('standing')).toEqual([]);
    expect(outbox.raise([alertLike()], ['webhook'], NOW)).toEqual([]);
    expect(outbox.claim('webhook', NOW)?.alert.id).toBe(id);
  });

  it('ends what is over by itself, but not what a person has ended', () => {
    const [one, other] = [alertLike({ id: 'a' }), alertLike({ id: 'b' })];
    outbox.raise([one, other], [], NOW);
    outbox.acknowledge('b', by);
    outbox.clear(['a', 'b', 'c'], NOW);
    expect(outbox.list('all').map(({ alert: { id }, end }) => [id, end?.how])).toEqual([
      ['a', 'cleared'],
      ['b', 'acknowledged'],
    ]);
  });

  it('names what stands in no journal yet until it does', () => {
    outbox.raise([alertLike()], [], NOW);
    outbox.acknowledge(alertLike().id, by);
    const unrecorded = () => outbox.unrecorded().map(({ what, stored }) => [what, stored.alert.id]);
    expect(unrecorded()).toEqual([
      ['raised', alertLike().id],
      ['ended', alertLike().id],
    ]);
    outbox.recorded(alertLike().id, 'raised');
    expect(unrecorded()).toEqual([['ended', alertLike().id]]);
    outbox.recorded(alertLike().id, 'ended');
    expect(unrecorded()).toEqual([]);
  });

  it.each([
    ['something else', (name: string) => writeFileSync(name, 'no database, but long enough to be looked at')],
    [
      'another database',
      (name: string) => {
        const connection = new Database(name);
        connection.exec('CREATE TABLE other (id INTEGER)');
        connection.close();
      },
    ],
    [
      'the outbox of a later version',
      (name: string) => {
        openOutbox(name).close();
        const connection = new Database(name);
        connection.exec('PRAGMA user_version = 2');
        connection.close();
      },
    ],
  ])('does not take %s for its own', (_, make) => {
    const name = path.join(folder, 'other.sqlite');
    make(name);
    expect(() => openOutbox(name)).toThrow(OutboxError);
  });
});
