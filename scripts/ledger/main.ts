// npm run ledger [-- --port P] [--station ID]: a ledger for a trial, on a real PostgreSQL on loopback, until Ctrl+C.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runMain } from '../main.ts';
import { ensureAccount } from '../launch/account.ts';
import { makeRunFolders } from '../launch/folders.ts';
import { createAuthority, type Authority } from '../postgres/authority.ts';
import { ADMIN, startPostgres } from '../postgres/server.ts';
import { say, SetupError } from '../setup/report.mjs';
import { audit, connect, migrate, roleOf } from '../../src/main/ledger/index.ts';

const DATABASE = 'postgres';
const AUDIT_EVERY_MS = 10_000;
const MINUTES = { silentOpenMinutes: 15, silentClosedMinutes: 7 * 24 * 60 };

const readArgs = (): { readonly port: number | undefined; readonly station: string } => {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, station: { type: 'string', default: 'desk-1' } },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new SetupError('--port takes a whole number from 1 to 65535.');
  if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(values.station))
    throw new SetupError('--station takes small letters, digits and hyphens, at most 32.');
  return { port, station: values.station };
};

/** Writes what one role shows the ledger, and where it is. @returns the part of a configuration that says so */
const writeIdentity = async (
  folder: string,
  authority: Authority,
  { role, port }: { readonly role: string; readonly port: number },
) => {
  const { certificate, key } = await authority.client(role);
  const files = {
    caFile: path.join(folder, 'ca.crt'),
    certificateFile: path.join(folder, `${role}.crt`),
    privateKeyFile: path.join(folder, `${role}.key`),
  };
  writeFileSync(files.caFile, authority.ca);
  writeFileSync(files.certificateFile, certificate);
  writeFileSync(files.privateKeyFile, key, { mode: 0o600 });
  return { host: '127.0.0.1', port, database: DATABASE, ...files };
};

const untilAsked = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });

await runMain(async () => {
  const asked = readArgs();
  const folders = makeRunFolders(ensureAccount(), false);
  const files = mkdtempSync(path.join(os.tmpdir(), 'tapdesk-ledger-'));
  chmodSync(files, 0o700);
  const authority = await createAuthority(Date.now());
  const setup = { folder: folders.makeData('ledger'), authority };
  const server = await startPostgres(asked.port === undefined ? setup : { ...setup, port: asked.port });
  const { port } = server;
  const admin = await authority.client(ADMIN);
  const address = { host: '127.0.0.1', port, database: DATABASE, user: ADMIN };
  const client = await connect({
    ...address,
    ca: authority.ca,
    certificate: admin.certificate,
    privateKey: admin.key,
  });
  await migrate(client, { partitions: 0 });
  const adminFile = path.join(files, 'admin.json');
  writeFileSync(
    adminFile,
    JSON.stringify(
      { ...(await writeIdentity(files, authority, { role: ADMIN, port })), user: ADMIN },
      null,
      2,
    ),
  );
  const station = await writeIdentity(files, authority, { role: roleOf(asked.station), port });
  process.stdout.write(`${JSON.stringify({ ledger: station, admin: adminFile })}\n`);
  say(
    `the ledger runs on port ${port} until Ctrl+C. Put the part "ledger" into a configuration, and admit its station:`,
  );
  say(
    `npm run tapdesk -- ledger admit --admin ${adminFile} --station ${asked.station} --site Trial --key KEY --by you`,
  );
  say(
    'KEY is station-key-simulated.public.jwk (or station-key.public.jwk) in the data folder of the station.',
  );
  const look = async (): Promise<void> => {
    const { fresh } = await audit(client, { now: new Date(), ...MINUTES });
    for (const { station: of, kind, what } of fresh) say(`found: ${of} ${kind}: ${what}`);
  };
  const looking = setInterval(() => {
    look().catch((error: unknown) => say(`the audit could not run: ${String(error)}`));
  }, AUDIT_EVERY_MS);
  await untilAsked();
  clearInterval(looking);
  await client.end();
  await server.stop();
  folders.remove();
  rmSync(files, { recursive: true, force: true });
  return 0;
});
