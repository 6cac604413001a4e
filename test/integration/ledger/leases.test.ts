import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  createConnection,
  createLeases,
  createLeaseTable,
  createStationLedger,
  revoke,
  roleOf,
  type Connection,
  type LeaseParts,
  type Leases,
} from '../../../src/main/ledger/index.ts';
import { createHandClock } from '../../support/desk.ts';
import { silentLog } from '../../support/engine.ts';
import { createTestSigner } from '../../support/journal-signer.ts';
import { startLedger, type TestLedger } from '../../support/ledger.ts';

let fleet: TestLedger;
const open: Connection[] = [];
beforeAll(async () => {
  fleet = await startLedger();
}, 60_000);
afterAll(async () => {
  for (const one of open) await one.close();
  await fleet.stop();
});

const seconds = 600;
const asked = { operator: 'operator-1', personSince: 0, operatorSince: 0 };

interface Station {
  readonly leases: Leases;
  readonly connection: Connection;
  readonly clock: ReturnType<typeof createHandClock>;
}

const stationOf = async (
  id: string,
  without: LeaseParts['without'] = 'refuse',
  port?: number,
): Promise<Station> => {
  await fleet.station(id, createTestSigner());
  const address = await fleet.addressOf(roleOf(id));
  const connection = createConnection({ ...address, port: port ?? address.port });
  open.push(connection);
  const clock = createHandClock();
  const table = createLeaseTable(connection, id, seconds);
  return { connection, clock, leases: createLeases({ table, seconds, without, clock, log: silentLog }) };
};

/** The ledger's time goes on for one person. */
const runOut = (person: string): Promise<unknown> =>
  fleet.admin.query('UPDATE leases SET expires_at = now() WHERE person = $1', [person]);

let one: Station;
let other: Station;
beforeEach(async () => {
  one = await stationOf('lease-one');
  other = await stationOf('lease-other');
});

const elsewhere = { is: 'not', why: 'lease.elsewhere' };

describe('a lease', () => {
  it('is one desk’s at a time, and its token grows', async () => {
    const first = one.leases.take('p-1', 'e-1', asked);
    expect(await first.asked()).toEqual({ is: 'held', token: 1 });
    expect(await other.leases.take('p-1', 'e-2', asked).asked()).toEqual(elsewhere);
    expect(await one.leases.take('p-1', 'e-3', asked).asked()).toEqual(elsewhere);
    await first.release();
    expect(await other.leases.take('p-1', 'e-4', asked).asked()).toEqual({ is: 'held', token: 2 });
    await first.release();
    expect(await one.leases.take('p-1', 'e-5', asked).asked()).toEqual(elsewhere);
  });

  it('goes to one of many that ask at once', async () => {
    const answered = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? one : other).leases.take('p-2', `e-${index}`, asked).asked(),
    );
    const answers = await Promise.all(answered);
    expect(answers.filter(({ is }) => is === 'held')).toEqual([{ is: 'held', token: 1 }]);
  });

  it('that ran out goes to whoever asks next, and the first desk is told', async () => {
    const first = one.leases.take('p-3', 'e-1', asked);
    await first.asked();
    const told: unknown[] = [];
    first.listen((standing) => told.push(standing));
    await runOut('p-3');
    expect(await other.leases.take('p-3', 'e-2', asked).asked()).toEqual({ is: 'held', token: 2 });
    one.clock.advance((seconds * 1000) / 6);
    await expect.poll(() => told).toEqual([{ is: 'not', why: 'lease.lost' }]);
    expect(first.standing()).toEqual({ is: 'not', why: 'lease.lost' });
  });

  it('of somebody who has no right to it cannot be taken past the program', async () => {
    await one.leases.take('p-4', 'e-1', asked).asked();
    const take = "UPDATE leases SET station = 'lease-other' WHERE person = 'p-4'";
    const steal = other.connection.use((client) => client.query(take));
    expect((await steal).rowCount).toBe(0);
    const forge = "UPDATE leases SET station = 'lease-one', expires_at = now() WHERE person = 'p-4'";
    expect((await other.connection.use((client) => client.query(forge))).rowCount).toBe(0);
  });

  it('ends here before it ends in the ledger, when the ledger does not answer', async () => {
    const held = one.leases.take('p-5', 'e-1', asked);
    await held.asked();
    one.clock.advance(seconds * 900 - 1);
    expect(held.standing()).toEqual({ is: 'held', token: 1 });
    one.clock.advance(2);
    expect(held.standing()?.is).not.toBe('held');
  });

  it.each([
    ['refuse', { is: 'not', why: 'lease.unavailable' }],
    ['list-first', { is: 'without' }],
  ] as const)('without a ledger is what the site says: %s', async (without, standing) => {
    const alone = await stationOf('lease-alone', without, 1);
    expect(await alone.leases.take('p-6', 'e-1', asked).asked()).toEqual(standing);
  });

  it('of a station that is revoked is over at once', async () => {
    const gone = await stationOf('lease-gone');
    await createStationLedger(gone.connection, 'lease-gone').signOfLife({
      version: '1',
      open: true,
      unsent: 0,
    });
    await gone.leases.take('p-7', 'e-1', asked).asked();
    await revoke(fleet.admin, { station: 'lease-gone', by: 'supervisor' });
    expect(await other.leases.take('p-7', 'e-2', asked).asked()).toEqual({ is: 'held', token: 2 });
  });
});
