import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  createConnection,
  createReadQuota,
  createReadTable,
  roleOf,
  type Connection,
  type ReadQuota,
  type ReadWindow,
} from '../../../src/main/ledger/index.ts';
import { clock } from '../../../src/main/app/clock.ts';
import { silentLog } from '../../support/engine.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

/** As Graph's, but shorter, so that nobody waits for a test; late by what a busy machine may be. */
const window: ReadWindow = { ms: 200, lateMs: 300 };
const MOST = 5;

// What comes late is asked for again: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

let fleet: TestLedger;
const open: Connection[] = [];
beforeAll(async () => {
  fleet = await startLedger();
}, 60_000);
afterAll(async () => {
  for (const one of open) await one.close();
  await fleet.stop();
});

const quotaOf = async (id: string, at: { port?: number } = {}): Promise<ReadQuota> => {
  await fleet.station(id, createTestSigner());
  const connection = createConnection({ ...(await fleet.addressOf(roleOf(id))), ...at });
  open.push(connection);
  return createReadQuota({ table: createReadTable(connection, id, window), clock, log: silentLog });
};

interface Read {
  readonly station: number;
  readonly turn: number;
  readonly at: number;
}

/** Each station reads as fast as it is let, so many times so much at once. @returns when, in order */
const readAll = async (
  quotas: readonly ReadQuota[],
  readsOf: (station: number, turn: number) => number,
  turns: number,
): Promise<readonly Read[]> => {
  const all: Read[] = [];
  const read = async (quota: ReadQuota, station: number): Promise<void> => {
    for (let turn = 0; turn < turns; turn += 1) {
      const reads = readsOf(station, turn);
      expect(await quota.take(reads)).toBe(true);
      for (let one = 0; one < reads; one += 1) all.push({ station, turn, at: performance.now() });
    }
  };
  await Promise.all(quotas.map(read));
  return all;
};

/** The shortest time in which six reads lie: one more than the tenant answers. */
const shortest = (all: readonly Read[]): number =>
  Math.min(...all.slice(MOST).map(({ at }, index) => at - (all[index]?.at ?? Number.NaN)));

describe('the tenant’s quota', () => {
  it('is kept by all desks together, however much each reads at once, and each has its turn', async () => {
    const quotas: ReadQuota[] = [];
    for (let station = 0; station < 4; station += 1) quotas.push(await quotaOf(`reads-${station}`));
    // Connected, so that all of them wait from the beginning.
    for (const quota of quotas) await quota.take(1);
    const all = await readAll(quotas, (station, turn) => ((station + turn) % 3) + 1, 3);
    expect(all).toHaveLength(24);
    expect(shortest(all)).toBeGreaterThanOrEqual(window.ms);
    // A turn of grace: on a busy machine one asks a moment after another has asked again.
    const before = all.slice(
      0,
      all.findIndex(({ turn }) => turn > 1),
    );
    expect(new Set(before.map(({ station }) => station)).size).toBe(quotas.length);
  });

  it('goes round among those who wait, so that one with much to read starves nobody', async () => {
    const greedy = await quotaOf('reads-greedy');
    const modest = await quotaOf('reads-modest');
    const order: string[] = [];
    const take = async (who: string, quota: ReadQuota, reads: number): Promise<void> => {
      await quota.take(reads);
      order.push(who);
    };
    const much = Array.from({ length: 4 }, () => take('greedy', greedy, MOST));
    await much[0];
    await take('modest', modest, 1);
    await Promise.all(much);
    expect(order.indexOf('modest')).toBeLessThanOrEqual(3);
  });

  it('is the desk’s own share while the ledger is away', async () => {
    const alone = await quotaOf('reads-alone', { port: 1 });
    const from = performance.now();
    const all = await readAll([alone], () => 1, 2);
    // Nobody has said how many they are, so that ten are taken for granted.
    expect((all[1]?.at ?? 0) - from).toBeGreaterThanOrEqual((window.ms / MOST) * 10);
  });

  it('is left at once by whoever no longer waits', async () => {
    const quota = await quotaOf('reads-over');
    await quota.take(MOST);
    const over = new AbortController();
    const waiting = [quota.take(MOST, over.signal), quota.take(MOST, over.signal)];
    over.abort();
    const from = performance.now();
    expect(await Promise.all(waiting)).toEqual([false, false]);
    expect(performance.now() - from).toBeLessThan(window.ms);
  });

  it('is not given out by a station in another’s name, or for ever', async () => {
    const { connection } = await fleet.station('reads-forged', createTestSigner());
    const set = (sql: string): Promise<unknown> =>
      connection.use((client) => client.query(`UPDATE tenant_reads SET ${sql}`));
    await expect(set("station = 'reads-0'")).rejects.toThrow('ledger.denied');
    await expect(set("station = 'reads-forged', t5 = now() + interval '2 hours'")).rejects.toThrow(
      'ledger.denied',
    );
  });
});
