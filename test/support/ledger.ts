import type pg from 'pg';
import { ensureAccount } from '../../scripts/launch/account.ts';
import { makeRunFolders } from '../../scripts/launch/folders.ts';
import { createAuthority, type Authority } from '../../scripts/postgres/authority.ts';
import { ADMIN, startPostgres, type Postgres } from '../../scripts/postgres/server.ts';
import {
  admit,
  connect,
  createConnection,
  createStationLedger,
  migrate,
  roleOf,
  type Connection,
  type LedgerAddress,
  type StationLedger,
} from '../../src/main/ledger/index.ts';
import type { Signer } from '../../src/main/journal/index.ts';

/** A real ledger for tests, empty but for its tables. */
export interface TestLedger {
  readonly server: Postgres;
  readonly authority: Authority;
  /** As the role that owns the tables. */
  readonly admin: pg.Client;
  /** Opens `admin` again after the server was killed. */
  readonly reconnect: () => Promise<void>;
  readonly addressOf: (role: string) => Promise<LedgerAddress>;
  /** Admits a station by its key and opens the ledger as it. */
  readonly station: (
    id: string,
    signer: Signer,
  ) => Promise<{ readonly ledger: StationLedger; readonly connection: Connection }>;
  readonly stop: () => Promise<void>;
}

/** Starts PostgreSQL, with its writes not synced: a killed server loses nothing by that, only a machine that goes down. */
export const startLedger = async (partitions = 0): Promise<TestLedger> => {
  const folders = makeRunFolders(ensureAccount(), false);
  const folder = folders.makeData('ledger');
  const authority = await createAuthority(Date.now());
  const server = await startPostgres({
    folder,
    authority,
    settings: { fsync: 'off', shared_buffers: '32MB' },
  });
  const addressOf = async (role: string): Promise<LedgerAddress> => {
    const { certificate, key } = await authority.client(role);
    const at = { host: '127.0.0.1', port: server.port, database: 'postgres', user: role };
    return { ...at, ca: authority.ca, certificate, privateKey: key };
  };
  let admin = await connect(await addressOf(ADMIN));
  await migrate(admin, { partitions });
  const connections: Connection[] = [];
  return {
    server,
    authority,
    get admin() {
      return admin;
    },
    reconnect: async () => {
      await admin.end().catch(() => undefined);
      admin = await connect(await addressOf(ADMIN));
    },
    addressOf,
    station: async (id, { publicJwk, kid }) => {
      await admit(admin, { station: id, site: 'Test site', key: publicJwk, kid, by: 'supervisor' });
      const connection = createConnection(await addressOf(roleOf(id)));
      connections.push(connection);
      return { ledger: createStationLedger(connection, id), connection };
    },
    stop: async () => {
      for (const one of connections) await one.close();
      await admin.end();
      await server.stop();
      folders.remove();
    },
  };
};
