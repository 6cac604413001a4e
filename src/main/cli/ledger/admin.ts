import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { connect, LedgerError, type LedgerAddress } from '../../ledger/index.ts';
import { UsageError } from '../usage-error.ts';
import { wordsOf } from '../words.ts';

/** One connection as a role that may administer or audit the ledger. */
type Client = Awaited<ReturnType<typeof connect>>;

const adminFile = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(5_432),
  database: z.string().min(1).default('tapdesk'),
  user: z.string().min(1),
  caFile: z.string().min(1),
  certificateFile: z.string().min(1),
  privateKeyFile: z.string().min(1),
});

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file} cannot be read`);
  }
};

/** Files that it names may stand beside it. */
const addressIn = (file: string): LedgerAddress => {
  let json: unknown;
  try {
    json = JSON.parse(textOf(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${file} is not JSON`);
  }
  const parsed = adminFile.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(`${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const { caFile, certificateFile, privateKeyFile, ...at } = parsed.data;
  const beside = (name: string): string => textOf(path.resolve(path.dirname(file), name));
  return {
    ...at,
    ca: beside(caFile),
    certificate: beside(certificateFile),
    privateKey: beside(privateKeyFile),
  };
};

/** The options of a ledger command: `--admin FILE` and its own, each with a value. */
export const readOptions = <Name extends string>(
  args: readonly string[],
  needed: readonly Name[],
  more: readonly string[] = [],
): Readonly<Record<Name | 'admin', string>> & Readonly<Record<string, string | undefined>> => {
  const names = ['admin', ...needed];
  const text = [...names, ...more].map((name) => [name, { type: 'string' }] as const);
  const options = { ...Object.fromEntries(text), json: { type: 'boolean' } as const };
  const values: Readonly<Record<string, string | boolean | undefined>> = wordsOf(args, options);
  const missing = names.find((name) => typeof values[name] !== 'string');
  if (missing !== undefined) throw new UsageError(`--${missing} needs a value`);
  // Every needed one was just seen to be a text.
  return values as ReturnType<typeof readOptions<Name>>;
};

const sentences: Readonly<Record<string, string>> = {
  'ledger.away': 'the ledger does not answer; check its address, the authority and the certificate',
  'ledger.denied': 'the ledger does not let this role do that',
  'ledger.newer': 'a later version of the program made this ledger; use that one',
};

/** Runs `work` on the ledger of a file. @throws Error that says what to do */
export const withLedger = async <T>(file: string, work: (client: Client) => Promise<T>): Promise<T> => {
  let client: Client | null = null;
  try {
    client = await connect(addressIn(file));
    return await work(client);
  } catch (error) {
    if (!(error instanceof LedgerError)) throw error;
    const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    throw new Error(`${sentences[error.code] ?? error.code}${cause}`, { cause: error });
  } finally {
    await client?.end();
  }
};
