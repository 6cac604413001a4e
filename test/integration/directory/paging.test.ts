import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Directory } from '../../../src/main/directory/index.ts';
import { directoryOf, newContext } from '../../support/operator.ts';
import { startTenant, type SimulatedTenant } from '../../support/tenant.ts';

/** More than the largest page of directory objects. */
const crowd = 1_010;

let tenant: SimulatedTenant;
let directory: Directory;
let group: string;

const join = async (personId: string): Promise<void> => {
  const response = await tenant.asAdmin('POST', `/v1.0/groups/${group}/members/$ref`, {
    '@odata.id': `${tenant.facts.graph}/v1.0/directoryObjects/${personId}`,
  });
  if (response.status !== 204) throw new Error(await response.text());
};

beforeAll(async () => {
  tenant = await startTenant({ users: crowd });
  group = tenant.facts.groups['onboarding'] ?? '';
  const accessToken = (): Promise<string> => Promise.resolve(tenant.facts.adminToken);
  directory = directoryOf(tenant, { accessToken });
  const { users } = tenant.facts;
  const strangers = users.slice(-crowd);
  for (let index = 0; index < strangers.length; index += 50) {
    await Promise.all(strangers.slice(index, index + 50).map(({ id }) => join(id)));
  }
}, 60_000);
afterAll(async () => {
  await tenant.stop();
});

it('finds the last member of a group that fills more than one page', async () => {
  const last = tenant.facts.users.at(-1)?.id ?? '';
  const before = (await tenant.records()).length;
  expect(await directory.isDirectMember(group, last, newContext())).toBe(true);
  expect((await tenant.records()).slice(before)).toHaveLength(2);
  expect(await directory.isDirectMember(group, tenant.person('new-hire').id, newContext())).toBe(false);
});
