import { createHash } from 'node:crypto';
import type pg from 'pg';
import { z } from 'zod';
import { LedgerError, type LedgerAddress } from './port.ts';

/** A ledger that does not answer for so long is away. */
const PATIENCE_MS = 10_000;

const databaseError = z.object({ code: z.string(), constraint: z.string().optional() });

/** Classes of SQLSTATE by what they mean here. Source: PostgreSQL, Appendix A. */
const meaning: Readonly<Record<string, LedgerError['code']>> = {
  // Data that is no value of its type, and integrity constraints.
  22: 'ledger.refused',
  23: 'ledger.refused',
  // Wrong role, or a right that is missing.
  28: 'ledger.denied',
  42: 'ledger.denied',
};

/** Translates once, at the edge. What is not foreseen counts as away: it is tried again. */
export const ledgerErrorOf = (error: unknown): LedgerError => {
  if (error instanceof LedgerError) return error;
  const parsed = databaseError.safeParse(error);
  if (!parsed.success) return new LedgerError('ledger.away', { cause: error });
  const { code, constraint } = parsed.data;
  const known = /^[0-9A-Z]{5}$/.test(code) ? meaning[code.slice(0, 2)] : undefined;
  return new LedgerError(known ?? 'ledger.away', { rule: constraint ?? null, cause: error });
};

/** Whether a row was refused because one stands in its place. Source: PostgreSQL, Appendix A, unique_violation. */
export const isThereAlready = (error: unknown): boolean =>
  databaseError.safeParse(error).data?.code === '23505';

/** A statement that the server reads and plans once for each connection, and then only runs. */
export const prepared = (text: string, values: readonly unknown[]): pg.QueryConfig => ({
  // A name may have 63 bytes. Source: PostgreSQL, NAMEDATALEN.
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
  values: [...values],
});

/** Runs `work` with every failure translated. @throws LedgerError */
export const translated = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw ledgerErrorOf(error);
  }
};

const optionsOf = (address: LedgerAddress): pg.ClientConfig => ({
  host: address.host,
  port: address.port,
  database: address.database,
  user: address.user,
  // Nobody is asked for a password: the certificate tells who it is.
  ssl: {
    ca: address.ca,
    cert: address.certificate,
    key: address.privateKey,
    minVersion: 'TLSv1.3',
    rejectUnauthorized: true,
  },
  connectionTimeoutMillis: PATIENCE_MS,
  query_timeout: PATIENCE_MS,
  keepAlive: true,
  application_name: 'tapdesk',
});

/** Opens one connection by TLS with a certificate. @throws LedgerError */
export const connect = (address: LedgerAddress): Promise<pg.Client> =>
  translated(async () => {
    // Read when it is needed: a desk alone never is, and every desk starts by what it reads.
    const { default: library } = await import('pg');
    const client = new library.Client(optionsOf(address));
    // A server that goes away says so here; the next query fails by itself.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  });

/** A connection that is opened at first use and again after it broke. */
export interface Connection {
  /** @throws LedgerError */
  readonly use: <T>(work: (client: pg.Client) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** One connection, used by one at a time; whatever fails but a refusal has it opened anew. */
export const createConnection = (address: LedgerAddress): Connection => {
  let client: pg.Client | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const drop = async (): Promise<void> => {
    const gone = client;
    client = null;
    await gone?.end().catch(() => undefined);
  };
  const attempt = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    try {
      client ??= await connect(address);
      return await work(client);
    } catch (error) {
      const failure = ledgerErrorOf(error);
      if (failure.code === 'ledger.away' || failure.code === 'ledger.denied') await drop();
      throw failure;
    }
  };
  return {
    use: (work) => {
      const result = last.then(() => attempt(work));
      last = result.catch(() => undefined);
      return result;
    },
    close: async () => {
      await last;
      await drop();
    },
  };
};
