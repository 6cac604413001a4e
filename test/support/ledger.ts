import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
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
  /** Stops the server, keeps a copy of all that it has, and starts it again. */
  readonly backUp: () => Promise<void>;
  /** The same with the last copy in the place of what it has. */
  readonly restore: () => Promise<void>;
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
  const reconnect = async (): Promise<void> => {
    await admin.end().catch(() => undefined);
    admin = await connect(await addressOf(ADMIN));
  };
  const [data, copy] = [path.join(folder, 'data'), path.join(folder, 'copy')];
  const whileStopped = async (work: () => void): Promise<void> => {
    await server.stop();
    work();
    await server.start();
    await reconnect();
  };
  // With the owner and the rights of each file, as a back-up has them.
  const copyTo = (from: string, to: string): void => {
    rmSync(to, { recursive: true, force: true });
    execFileSync('cp', ['-a', from, to]);
  };
  return {
    server,
    authority,
    get admin() {
      return admin;
    },
    reconnect,
    backUp: () => whileStopped(() => copyTo(data, copy)),
    restore: () => whileStopped(() => copyTo(copy, data)),
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
