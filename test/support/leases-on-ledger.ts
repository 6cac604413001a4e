import {
  createConnection,
  createLeaseTable,
  roleOf,
  type Connection,
  type LeaseTable,
} from '../../src/main/ledger/index.ts';
import { createTestSigner } from './journal-signer.ts';
import type { TestLedger } from './ledger.ts';
import type { LeasesElsewhere } from './two-stations.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The leases of a real ledger, whose time goes on with a test's clock. */
export interface LeasesOnLedger extends LeasesElsewhere {
  /** Whether a station reaches the ledger; all do at first. */
  readonly reach: (station: string, reaches: boolean) => void;
  /** Forgets every lease, for the next test. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Ways {
  readonly there: Connection;
  /** To a port where nobody listens. */
  readonly nowhere: Connection;
}

/** The ledger decides by its own clock when a lease is over: time that passes here is taken off there. */
const createPassing = (fleet: TestLedger) => {
  let told = 0;
  return {
    reset: () => {
      told = 0;
    },
    pass: async (clock: VirtualClock): Promise<void> => {
      const elapsed = clock.monotonicMs() - told;
      told += elapsed;
      if (elapsed === 0) return;
      const sql = "UPDATE leases SET expires_at = expires_at - $1 * interval '1 millisecond'";
      await fleet.admin.query(sql, [elapsed]);
    },
  };
};

/** @param seconds how long a lease holds */
export const createLeasesOnLedger = async (
  fleet: TestLedger,
  stations: readonly string[],
  seconds: number,
): Promise<LeasesOnLedger> => {
  const ways = new Map<string, Ways>();
  for (const id of stations) {
    const { connection: there } = await fleet.station(id, createTestSigner());
    const nowhere = createConnection({ ...(await fleet.addressOf(roleOf(id))), port: 1 });
    ways.set(id, { there, nowhere });
  }
  const away = new Set<string>();
  const passing = createPassing(fleet);
  let running: Promise<unknown> | null = null;

  /** One after the other, so that a seed tells the same story each time. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = (running ?? Promise.resolve()).then(work);
    const settled: Promise<unknown> = result
      .catch(() => undefined)
      .then(() => {
        if (running === settled) running = null;
      });
    running = settled;
    return result;
  };
  const tableOf =
    (clock: VirtualClock) =>
    (station: string): LeaseTable => {
      const way = ways.get(station);
      if (way === undefined) throw new Error(`${station} was not admitted`);
      const [there, nowhere] = [way.there, way.nowhere].map((one) => createLeaseTable(one, station, seconds));
      const asked = <T>(ask: (table: LeaseTable) => Promise<T>): Promise<T> =>
        inTurn(async () => {
          await passing.pass(clock);
          const table = away.has(station) ? nowhere : there;
          if (table === undefined) throw new Error('there are two ways');
          return ask(table);
        });
      return {
        take: (...words) => asked((table) => table.take(...words)),
        renew: (...words) => asked((table) => table.renew(...words)),
        release: (...words) => asked((table) => table.release(...words)),
      };
    };
  return {
    tableOf,
    outside: () => running,
    reach: (station, reaches) => {
      if (reaches) away.delete(station);
      else away.add(station);
    },
    clear: async () => {
      away.clear();
      passing.reset();
      await inTurn(() => fleet.admin.query('DELETE FROM leases'));
    },
    close: async () => {
      for (const { there, nowhere } of ways.values()) await Promise.all([there.close(), nowhere.close()]);
    },
  };
};
