import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureAccount } from '../../../scripts/launch/account.ts';
import { makeRunFolders } from '../../../scripts/launch/folders.ts';
import { createAuthority, type Authority } from '../../../scripts/postgres/authority.ts';
import { ADMIN, startPostgres, type Postgres } from '../../../scripts/postgres/server.ts';
import {
  admit,
  audit,
  connect,
  createConnection,
  createStationLedger,
  migrate,
  overview,
  revoke,
  roleOf,
  VERSION,
  type LedgerAddress,
} from '../../../src/main/ledger/index.ts';
import { createTestSigner } from '../../support/journal-signer.ts';

type Client = Awaited<ReturnType<typeof connect>>;

/** As docs/ledger.md has it set up: nobody but whoever sets the server up is a superuser. */
const SETUP = [
  'CREATE ROLE tapdesk_owner LOGIN CREATEROLE',
  'GRANT pg_signal_backend TO tapdesk_owner',
  'CREATE DATABASE tapdesk OWNER tapdesk_owner',
] as const;

const folders = makeRunFolders(ensureAccount(), false);
let server: Postgres;
let authority: Authority;
let owner: Client;
let auditor: Client;
/** Of a part of these tests alone some are never opened. */
const opened: Client[] = [];

const addressOf = async (user: string, database = 'tapdesk'): Promise<LedgerAddress> => {
  const { certificate, key } = await authority.client(user);
  const at = { host: '127.0.0.1', port: server.port, database, user };
  return { ...at, ca: authority.ca, certificate, privateKey: key };
};

beforeAll(async () => {
  authority = await createAuthority(Date.now());
  const settings = { fsync: 'off', shared_buffers: '32MB' };
  server = await startPostgres({ folder: folders.makeData('roles'), authority, settings });
  const superuser = await connect(await addressOf(ADMIN, 'postgres'));
  for (const statement of SETUP) await superuser.query(statement);
  await superuser.end();
  owner = await connect(await addressOf('tapdesk_owner'));
  opened.push(owner);
}, 60_000);
afterAll(async () => {
  for (const client of opened) await client.end();
  await server.stop();
  folders.remove();
});

const settings = { now: new Date(), silentOpenMinutes: 15, silentClosedMinutes: 600 };
const sign = { version: '1', open: true, unsent: 0 };

describe('a ledger whose owner is no superuser', () => {
  it('is made by it, and stations are admitted, heard and revoked', async () => {
    expect(await migrate(owner, { partitions: 2 })).toHaveLength(VERSION);
    const { publicJwk, kid } = createTestSigner();
    const admission = { station: 'role-1', site: 'Site', key: publicJwk, kid, by: 'supervisor' };
    await admit(owner, admission);
    const connection = createConnection(await addressOf(roleOf('role-1')));
    const ledger = createStationLedger(connection, 'role-1');
    await ledger.signOfLife(sign);
    expect(await revoke(owner, { station: 'role-1', by: 'supervisor' })).toBe(true);
    const connected = "SELECT 1 FROM pg_stat_activity WHERE usename = 'station_role-1'";
    await expect.poll(async () => (await owner.query(connected)).rowCount).toBe(0);
    await expect(ledger.signOfLife(sign)).rejects.toThrow('ledger');
    await expect(ledger.signOfLife(sign)).rejects.toThrow('ledger.denied');
    await expect(connect(await addressOf(roleOf('role-1')))).rejects.toThrow('ledger.denied');
    await admit(owner, admission);
    await ledger.signOfLife(sign);
    await connection.close();
  });
});

describe('whoever audits', () => {
  it('reads all and writes what was found, as a role that may do nothing else', async () => {
    await owner.query('CREATE ROLE auditor_1 LOGIN IN ROLE tapdesk_ledger_auditors');
    auditor = await connect(await addressOf('auditor_1'));
    opened.push(auditor);
    const late = { ...settings, now: new Date(Date.now() + 3_600_000) };
    const { fresh } = await audit(auditor, late);
    expect(fresh.map(({ station, kind }) => [station, kind])).toEqual([['role-1', 'silence']]);
    const { stations, findings } = await overview(auditor);
    expect([stations.map(({ station }) => station), findings.map(({ kind }) => kind)]).toEqual([
      ['role-1'],
      ['silence'],
    ]);
  });

  it.each([
    "UPDATE stations SET state = 'revoked'",
    "UPDATE entries SET bytes = 'x'",
    'DELETE FROM findings',
    'DELETE FROM entries',
    "INSERT INTO leases VALUES ('p', 'role-1', 'e', 1, now())",
    "INSERT INTO station_keys (station, kid, x, admitted_by) VALUES ('role-1', 'k', 'x', 'auditor')",
    'UPDATE tenant_reads SET t5 = now()',
    'CREATE ROLE station_9 LOGIN',
    'CREATE TABLE more (x text)',
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'tapdesk_owner'",
  ])('does not get through with: %s', async (statement) => {
    await expect(auditor.query(statement)).rejects.toThrow(/permission denied|row-level security/);
  });
});
