// One named person on the way through Conditional Access: own evaluation beside Graph's, over everybody of the town.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvaluate, createReadPerson } from '../../../src/main/directory/index.ts';
import {
  describedFor,
  differencesIn,
  holdersIn,
  type Circumstances,
  type PersonWay,
} from '../../../src/main/posture/index.ts';
import { tapdesk } from '../../support/cli.ts';
import { tenantOf, type ReadableTenant } from './tenant-of.ts';

const context = { correlationId: '00000000-0000-4000-8000-000000000001' };

describe('own evaluation', () => {
  let tenant: ReadableTenant;
  beforeAll(async () => {
    tenant = await tenantOf(['--log-delay', '0']);
  });
  afterAll(() => tenant.close());

  const differencesFor = async (part: string, is: Partial<Circumstances>) => {
    const reading = await tenant.reading();
    const user = tenant.info.users.find((one) => one.part === part);
    const person = await createReadPerson(tenant.graph)(user?.userPrincipalName ?? '', context);
    const holders = holdersIn({ tenant: reading, station: null, at: 0 });
    const { access, locations } = reading;
    if (!access.known || !locations.known || !holders.known || !person.known || person.value === null)
      throw new Error('not readable');
    const way: PersonWay = {
      person: person.value,
      holders: holders.value,
      locations: locations.value,
      circumstances: {
        group: { id: 'group', displayName: 'group' },
        address: null,
        platform: null,
        managed: true,
        away: false,
        app: tenant.info.clientId,
        ...is,
      },
    };
    const graph = await createEvaluate(tenant.graph)(describedFor(way), context);
    return graph.known ? differencesIn(way, access.value, graph.value) : graph;
  };

  it.each([
    ['new-hire', { address: '192.0.2.10', platform: 'windows' }],
    ['new-hire', {}],
    ['already-member', { address: '203.0.113.9' }],
    ['privileged', { address: '203.0.113.9', platform: 'iOS', managed: false }],
    ['administrator', { address: '2001:db8::7' }],
    ['unit-operator', { address: '192.0.2.10' }],
    ['nested-group-admin', {}],
    ['eligible-admin', {}],
    ['guest', { away: true }],
    ['break-glass', { address: '192.0.2.10' }],
  ] as const)('says of %s with %j what Graph says', async (part, is) => {
    expect(await differencesFor(part, is)).toEqual([]);
  });

  it('finds nobody who does not exist', async () => {
    expect(await createReadPerson(tenant.graph)('nobody@tapdesk.example', context)).toEqual({
      known: true,
      value: null,
    });
  });
});

describe('tapdesk doctor --user', () => {
  it('says where somebody’s way breaks, at which policy, and draws it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'tapdesk-person-'));
    const file = path.join(folder, 'person.svg');
    try {
      const words = ['doctor', '--user', 'leo.lostphone@tapdesk.example', '--scenario', 'lost-phone'];
      const { code, out } = await tapdesk('--simulated=access-pass-lockout', ...words, '--out', file);
      expect(code).toBe(1);
      expect(out).toContain('leo.lostphone@tapdesk.example: breaks at pass-sign-in');
      expect(out).toContain('NOT MET: Strong sign-in for everybody (');
      expect(out).toContain("ok   Graph's own evaluation says the same");
      expect(out).toContain('while the pass lives also in: TAP-Recovery-Users');
      expect(await readFile(file, 'utf8')).toContain('leo.lostphone@tapdesk.example: breaks at');
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('does not run for nobody, or for an address that is none', async () => {
    const nobody = await tapdesk('--simulated', 'doctor', '--user', 'nobody@tapdesk.example');
    expect(nobody).toMatchObject({ code: 2, out: '' });
    expect(nobody.error).toContain('this tenant has nobody called nobody@tapdesk.example');
    const words = ['--user', 'nadia.newhire@tapdesk.example', '--address', 'home'];
    const address = await tapdesk('--simulated', 'doctor', ...words);
    expect(address).toMatchObject({ code: 2, out: '' });
    expect(address.error).toContain('home is no IP address');
  });
});
