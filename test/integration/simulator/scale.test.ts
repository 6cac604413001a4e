// A tenant larger than a page: what is long comes in pages that add up, and no request takes long for it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startSimulator, type Simulator } from './simulator.ts';

const page = z.object({
  value: z.array(z.looseObject({ id: z.string() })),
  '@odata.nextLink': z.string().optional(),
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator([
    '--users',
    '10500',
    '--policies',
    '1200',
    '--crowd',
    'TAP-Recovery-Users',
  ]);
}, 60_000);
afterAll(() => simulator.stop());

/** All ids of a collection, and how many pages they came in. */
async function idsOf(first: string) {
  const ids: string[] = [];
  let pages = 0;
  let next: string | undefined = first;
  while (next !== undefined) {
    const answer = await simulator.ask(next, { token: simulator.announced.adminToken });
    const read = page.parse(answer.json());
    ids.push(...read.value.map((one) => one.id));
    pages += 1;
    next = read['@odata.nextLink'];
  }
  return { ids, pages, different: new Set(ids).size };
}

describe('a large tenant', () => {
  it('has more than a thousand Conditional Access policies', async () => {
    const { ids, pages, different } = await idsOf('/v1.0/identity/conditionalAccess/policies');
    expect([ids.length > 1200, different === ids.length, pages]).toEqual([
      true,
      true,
      Math.ceil(ids.length / 100),
    ]);
  });

  it('has a group of more than ten thousand people', async () => {
    const { recovery } = simulator.announced.groups;
    const { ids, pages, different } = await idsOf(`/v1.0/groups/${recovery}/members?$select=id&$top=999`);
    expect([ids.length, different, pages]).toEqual([10_500, 10_500, 11]);
  });

  it('finds one of its people by badge number all the same', async () => {
    const answer = await simulator.ask("/v1.0/users?$filter=employeeId eq '20010400'", {
      token: simulator.announced.adminToken,
    });
    expect(answer.values()).toMatchObject([{ displayName: 'Walker Number10400' }]);
  });
});

describe('a crowd', () => {
  it('is refused for a group that is not there', async () => {
    await expect(startSimulator(['--crowd', 'Nobody'])).rejects.toThrow('there is no group Nobody');
  });
});
