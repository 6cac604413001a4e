import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probeService } from '../../../src/main/directory/index.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { directoryOf, newContext } from '../../support/operator.ts';
import { fetchTrusting, startTenant, type SimulatedTenant } from '../../support/tenant.ts';

const ask = { lifetimeMinutes: 60, usableOnce: true } as const;
const accessToken = (): Promise<string> => Promise.resolve('a-token');

/** An address where nobody listens: a port that was free a moment ago. */
const freeAddress = async (): Promise<string> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `https://127.0.0.1:${address.port}`;
};

let tenant: SimulatedTenant;
let nobody: string;
const strict = fetchTrusting(undefined);

beforeAll(async () => {
  nobody = await freeAddress();
  tenant = await startTenant();
});
afterAll(async () => {
  await strict.close();
  await tenant.stop();
});

describe('a tenant whose certificate is not trusted', () => {
  it('is sent nothing, neither a pass nor a token', async () => {
    const directory = directoryOf(tenant, { accessToken }, { fetch: strict.fetch });
    const person = tenant.person('new-hire').id;
    const error = await directoryErrorOf(directory.createPass(person, ask, newContext()));
    expect(error).toMatchObject({ code: 'tenant.untrusted', outcome: 'none', retryable: false });
    expect(await tenant.records()).toEqual([]);
  });

  it('is told apart by the probe', async () => {
    const error = await directoryErrorOf(probeService(tenant.facts.authority, strict.fetch));
    expect(error.code).toBe('tenant.untrusted');
  });
});

describe('a tenant that cannot be reached', () => {
  it('leaves no doubt about a creation', async () => {
    const directory = directoryOf(tenant, { accessToken }, { graphHost: nobody });
    const error = await directoryErrorOf(directory.createPass('person', ask, newContext()));
    expect(error).toMatchObject({ code: 'tenant.unreachable', outcome: 'none', retryable: true });
  });

  it('is told by the probe', async () => {
    const error = await directoryErrorOf(probeService(nobody, tenant.fetch));
    expect(error.code).toBe('tenant.unreachable');
  });
});

describe('a tenant that can', () => {
  it('tells its time without a sign-in', async () => {
    const { serverTime } = await probeService(tenant.facts.authority, tenant.fetch);
    expect(Math.abs((serverTime ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('refuses a token that it did not give', async () => {
    const directory = directoryOf(tenant, { accessToken });
    const error = await directoryErrorOf(
      directory.findPeople({ by: 'employee-id', value: '10000123' }, newContext()),
    );
    expect(error).toMatchObject({ code: 'tenant.signed-out', outcome: 'none', status: 401 });
  });
});
