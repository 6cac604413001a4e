import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { createFetch, type Fetch } from '../../src/main/cli/index.ts';

const root = path.resolve(import.meta.dirname, '../..');

const user = z.looseObject({
  id: z.string(),
  userPrincipalName: z.string(),
  employeeId: z.string().nullable(),
  roles: z.array(z.unknown()),
  part: z.string().optional(),
  password: z.string().nullish(),
});

/** The first line that the simulated tenant prints. */
const firstLine = z.looseObject({
  graph: z.string(),
  authority: z.string(),
  caFile: z.string(),
  clientId: z.string(),
  adminToken: z.string(),
  tenantId: z.string(),
  groups: z.record(z.string(), z.string()),
  users: z.array(user),
});
export type TenantFacts = z.infer<typeof firstLine>;
export type TenantUser = z.infer<typeof user>;

const recordLine = z.looseObject({
  method: z.string(),
  path: z.string(),
  query: z.unknown(),
  headers: z.record(z.string(), z.unknown()),
  body: z.unknown(),
  status: z.number().nullable(),
  answer: z.unknown(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
});
export type TenantRecord = z.infer<typeof recordLine>;

export type { Fetch };

export interface TenantOptions {
  readonly latencyMs?: number;
  readonly users?: number;
  readonly variant?: string;
  /** Further command-line words. */
  readonly more?: readonly string[];
}

/** A simulated tenant running as its own process. */
export interface SimulatedTenant {
  readonly facts: TenantFacts;
  /** A fetch that trusts the tenant's own authority and nothing else. */
  readonly fetch: Fetch;
  /** The person who plays the part, such as `new-hire`. */
  readonly person: (part: string) => TenantUser;
  /** Replaces the faults that are waiting; see the simulator's faults for their form. */
  readonly setFaults: (faults: readonly unknown[]) => Promise<void>;
  /** Live passes, stray memberships and so on, as the tenant knows them. */
  readonly state: () => Promise<unknown>;
  readonly advance: (minutes: number) => Promise<void>;
  /** One request as the administrator of everything. */
  readonly asAdmin: (method: string, path: string, body?: unknown) => Promise<Response>;
  /** Every Graph exchange so far, oldest first. */
  readonly records: () => Promise<readonly TenantRecord[]>;
  readonly stop: () => Promise<void>;
}

/** A fetch whose connections trust the given authority alone, and the closing of its connections. */
export const fetchTrusting = createFetch;

const firstLineOf = (child: ChildProcess): Promise<TenantFacts> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null || child.stderr === null) throw new Error('the tenant has no output');
    let complaints = '';
    child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    createInterface({ input: child.stdout }).once('line', (line) => {
      try {
        resolve(firstLine.parse(JSON.parse(line)));
      } catch (cause) {
        reject(new Error(`not a first line: ${line}`, { cause }));
      }
    });
    child.once('exit', () => reject(new Error(`the simulated tenant ended too early: ${complaints}`)));
  });

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

const refused = async (response: Response, what: string): Promise<never> => {
  throw new Error(`${what}: ${response.status} ${await response.text()}`);
};

/** Starts a simulated tenant on a free port and waits for its first line. Whoever starts it stops it. */
export const startTenant = async (options: TenantOptions = {}): Promise<SimulatedTenant> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-tenant-'));
  const recordFile = path.join(folder, 'record.jsonl');
  const words = ['src/simulator/main.ts', '--port', '0', '--record', recordFile, '--until-stdin-closes'];
  if (options.latencyMs !== undefined) words.push('--latency', String(options.latencyMs));
  if (options.users !== undefined) words.push('--users', String(options.users));
  if (options.variant !== undefined) words.push('--variant', options.variant);
  words.push(...(options.more ?? []));
  const child = spawn(process.execPath, words, { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] });
  const facts = await firstLineOf(child);
  const trusting = fetchTrusting(await readFile(facts.caFile, 'utf8'));

  const asAdmin = (method: string, where: string, body?: unknown): Promise<Response> =>
    trusting.fetch(`${facts.graph}${where}`, {
      method,
      headers: { authorization: `Bearer ${facts.adminToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const control = async (method: string, where: string, body?: unknown): Promise<unknown> => {
    const response = await asAdmin(method, where, body);
    if (!response.ok) return refused(response, where);
    const text = await response.text();
    return text === '' ? null : JSON.parse(text);
  };
  return {
    facts,
    fetch: trusting.fetch,
    person: (part) => {
      const found = facts.users.find((one) => one.part === part);
      if (found === undefined) throw new Error(`nobody plays ${part}`);
      return found;
    },
    setFaults: async (faults) => {
      await control('POST', '/simulator/faults', faults);
    },
    state: () => control('GET', '/simulator/state'),
    advance: async (minutes) => {
      await control('POST', '/simulator/advance', { minutes });
    },
    asAdmin,
    records: async () => {
      const text = await readFile(recordFile, 'utf8');
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => recordLine.parse(JSON.parse(line)));
    },
    stop: async () => {
      await trusting.close();
      child.stdin.end();
      child.kill('SIGTERM');
      await ended(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const left = z.object({ livePasses: z.array(z.unknown()), strayMemberships: z.array(z.unknown()) });

/** What is at the tenant that an enrollment should have taken away. */
export const leftAt = async (tenant: SimulatedTenant): Promise<z.infer<typeof left>> =>
  left.parse(await tenant.state());
