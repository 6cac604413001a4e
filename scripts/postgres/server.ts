import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { asAccount, ensureAccount, type Account } from '../launch/account.ts';
import type { Authority } from './authority.ts';
import { postgresPrograms } from './binaries.ts';

/** The role that owns the ledger's tables and may do everything. */
export const ADMIN = 'tapdesk_ledger_admin';

/** A running PostgreSQL on loopback, which takes nobody without a certificate. */
export interface Postgres {
  readonly port: number;
  /** Ends it in order. */
  readonly stop: () => Promise<void>;
  /** SIGKILL: nothing is said to anybody. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same port and data. */
  readonly start: () => Promise<void>;
}

/** What a server is started with. */
export interface PostgresSetup {
  /** Where its data is, made at first use. It belongs to the server's account, which must be able to get there. */
  readonly folder: string;
  readonly authority: Authority;
  /** Any free one where it is left out. */
  readonly port?: number;
  /** Further settings, such as `max_connections`. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** Whoever connects does so by TLS with a certificate of the ledger's authority, as the role that it names. */
const ACCESS = [
  'hostssl all all 127.0.0.1/32 cert',
  'hostssl all all ::1/128 cert',
  'host all all all reject',
  '',
].join('\n');

const settingsOf = ({ settings = {} }: PostgresSetup, port: number): readonly string[] =>
  Object.entries({
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ssl: 'on',
    ssl_cert_file: 'server.crt',
    ssl_key_file: 'server.key',
    ssl_ca_file: 'ca.crt',
    ssl_min_protocol_version: 'TLSv1.3',
    log_min_messages: 'warning',
    ...settings,
  }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

const createRunning = (account: Account | undefined, programs: string) => {
  const words = (program: string, args: readonly string[]): readonly [string, readonly string[]] => {
    const file = path.join(programs, program);
    return account === undefined ? [file, args] : ['setpriv', [...asAccount(account), file, ...args]];
  };
  return {
    run: (program: string, args: readonly string[]): void => {
      const [file, all] = words(program, args);
      execFileSync(file, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C' } });
    },
    start: (program: string, args: readonly string[]): ChildProcess => {
      const [file, all] = words(program, args);
      return spawn(file, all, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: 'C' } });
    },
  };
};
type Running = ReturnType<typeof createRunning>;

const own = (at: string, account: Account | undefined): void => {
  if (account !== undefined) chownSync(at, account.uid, account.gid);
};

const makeData = async (
  { folder, authority }: PostgresSetup,
  { run }: Running,
  account: Account | undefined,
): Promise<string> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  own(folder, account);
  const data = path.join(folder, 'data');
  if (existsSync(path.join(data, 'PG_VERSION'))) return data;
  rmSync(data, { recursive: true, force: true });
  run('initdb', ['-D', data, '-U', ADMIN, '-E', 'UTF8', '--locale=C', '--no-sync', '--auth=reject']);
  const { certificate, key } = await authority.server();
  const files = {
    'server.crt': certificate,
    'server.key': key,
    'ca.crt': authority.ca,
    'pg_hba.conf': ACCESS,
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(path.join(data, name), content, { mode: 0o600 });
    own(path.join(data, name), account);
  }
  return data;
};

const READY = 'database system is ready to accept connections';

/** Of a server that was killed, what served a connection notices only a moment later. */
const STILL_THERE = 'is still in use';
const TRIES = 100;
const BETWEEN_TRIES_MS = 50;

/** Settles when the server takes connections. @returns what it said where it has ended instead */
const whenReady = (child: ChildProcess): Promise<string | null> =>
  new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      // The server writes on for as long as it runs: what it said is kept only until it is ready.
      if (said.includes(READY)) return;
      said += text;
      if (said.includes(READY)) resolve(null);
    });
    child.once('error', reject);
    child.once('exit', () => resolve(said));
  });

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Starts a real PostgreSQL from the npm packages. @throws Error when it does not start */
export const startPostgres = async (setup: PostgresSetup): Promise<Postgres> => {
  const account = ensureAccount();
  const running = createRunning(account, postgresPrograms(account !== undefined));
  const data = await makeData(setup, running, account);
  const port = setup.port ?? (await freePort());
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      child = running.start('postgres', ['-D', data, ...settingsOf(setup, port)]);
      const said = await whenReady(child);
      if (said === null) return;
      if (tries > TRIES || !said.includes(STILL_THERE)) throw new Error(`PostgreSQL has ended:\n${said}`);
      await setTimeout(BETWEEN_TRIES_MS);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === null) return;
    child.kill(signal);
    await ended(child);
  };
  await start();
  // "Fast": whoever is connected is let go. Source: PostgreSQL, Shutting Down the Server.
  return { port, start, stop: () => end('SIGINT'), kill: () => end('SIGKILL') };
};
