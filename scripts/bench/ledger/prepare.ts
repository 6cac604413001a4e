import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { ensureAccount } from '../../launch/account.ts';
import { makeRunFolders } from '../../launch/folders.ts';
import { createAuthority, type Authority } from '../../postgres/authority.ts';
import { ADMIN, startPostgres } from '../../postgres/server.ts';
import { admit, connect, migrate, roleOf } from '../../../src/main/ledger/index.ts';
import { writeJournal } from './journal.ts';
import { journalFile, newSigner } from './plan.ts';

/** How large the run is. The goal is 1,000 stations with 5,000 entries a second for a minute. */
export interface LedgerLoad {
  readonly stations: number;
  readonly seconds: number;
  /** Of all stations together. */
  readonly perSecond: number;
}

/** How many entries each station writes. */
export const eachOf = ({ stations, seconds, perSecond }: LedgerLoad): number =>
  Math.floor(seconds * (perSecond / stations));

const addStation = async (
  admin: pg.Client,
  id: string,
  { authority, files, count }: { authority: Authority; files: string; count: number },
): Promise<void> => {
  const signer = newSigner();
  await admit(admin, { station: id, site: 'Load', key: signer.publicJwk, kid: signer.kid, by: 'bench' });
  const { certificate, key } = await authority.client(roleOf(id));
  writeFileSync(path.join(files, `${roleOf(id)}.crt`), certificate);
  writeFileSync(path.join(files, `${roleOf(id)}.key`), key, { mode: 0o600 });
  writeJournal(journalFile(files, id), id, { signer, count });
};

/** Starts the ledger, admits the stations and writes their journals. */
export const prepare = async (load: LedgerLoad) => {
  const folders = makeRunFolders(ensureAccount(), false);
  const files = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-load-'));
  const authority = await createAuthority(Date.now());
  const settings = { max_connections: load.stations + 50, shared_buffers: '128MB', max_wal_size: '2GB' };
  const server = await startPostgres({ folder: folders.makeData('load'), authority, settings });
  const openAs = async (user: string): Promise<pg.Client> => {
    const { certificate, key } = await authority.client(user);
    const at = { host: '127.0.0.1', port: server.port, database: 'postgres', user, ca: authority.ca };
    return connect({ ...at, certificate, privateKey: key });
  };
  const own = await authority.client(ADMIN);
  const open = (): Promise<pg.Client> =>
    connect({
      ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: ADMIN, ca: authority.ca },
      ...{ certificate: own.certificate, privateKey: own.key },
    });
  const admin = await open();
  await migrate(admin, { partitions: 0 });
  writeFileSync(path.join(files, 'ca.crt'), authority.ca);
  const stations = Array.from({ length: load.stations }, (_, index) => `load-${index}`);
  for (const id of stations) await addStation(admin, id, { authority, files, count: eachOf(load) });
  await admin.end();
  const remove = async (): Promise<void> => {
    await server.stop();
    folders.remove();
    rmSync(files, { recursive: true, force: true });
  };
  return { files, server, stations, open, openAs, remove };
};
export type Prepared = Awaited<ReturnType<typeof prepare>>;
