import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Directory } from '../../../src/main/directory/index.ts';
import { directoryErrorOf } from '../../support/failures.ts';
import { directoryOf, newContext, signIn } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';

let tenant: SimulatedTenant;
let directory: Directory;
let since: string;

beforeAll(async () => {
  since = new Date(Date.now() - 60_000).toISOString();
  tenant = await startTenant();
  directory = directoryOf(tenant, await signIn(tenant, 'operator'));
});
afterAll(() => tenant.stop());

const signIns = () => directory.readSignIns(tenant.person('operator').id, since, newContext());

it('tells of a sign-in only after the log’s delay, with how it was made', async () => {
  expect(await signIns()).toEqual([]);
  await tenant.advance(120);
  expect(await signIns()).toMatchObject([{ appId: tenant.facts.clientId, methods: ['Password'] }]);
});

it('is out of reach without the role that reads logs', async () => {
  const other = directoryOf(tenant, await signIn(tenant, 'groups-admin'));
  const error = await directoryErrorOf(other.readSignIns(tenant.person('operator').id, since, newContext()));
  expect(error.code).toBe('tenant.forbidden');
});
