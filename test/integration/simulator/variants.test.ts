// Each broken tenant breaks what it says it breaks, and nothing else: read and checked by the doctor's own parts.
import { readFile } from 'node:fs/promises';
import { Agent, fetch as undiciFetch } from 'undici';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkConfig, postureAsk, postureSettings } from '../../../src/main/config/index.ts';
import { createReadTenant } from '../../../src/main/directory/index.ts';
import { checkIds, runChecks, stationFacts } from '../../../src/main/posture/index.ts';
import { readOptions } from '../../../src/simulator/options.ts';
import { startTenant } from '../../../src/simulator/start.ts';
import { variantNamed, variants, type Variant } from '../../../src/simulator/tenant/variants/index.ts';

const announced = z.looseObject({
  graph: z.string(),
  authority: z.string(),
  securityInfo: z.string(),
  leafFingerprint: z.string(),
  caFile: z.string(),
  clientId: z.string(),
  tenantId: z.string(),
  adminToken: z.string(),
  stationDeviceId: z.string(),
  station: z.looseObject({ facts: stationFacts }),
  users: z.array(z.looseObject({ id: z.string(), part: z.string() })),
});
type Announced = z.infer<typeof announced>;

const configOf = (info: Announced) =>
  checkConfig({
    station: { id: 'desk', name: 'Desk', site: 'Site', helpContact: 'the service desk' },
    tenant: {
      cloud: 'simulated',
      tenantId: info.tenantId,
      clientId: info.clientId,
      graph: info.graph,
      authority: info.authority,
      securityInfo: info.securityInfo,
      leafFingerprint: info.leafFingerprint,
      caFile: info.caFile,
    },
    policy: {
      emergencyAccessIds: info.users.filter(({ part }) => part.startsWith('break-glass')).map(({ id }) => id),
      station: { deviceId: info.stationDeviceId },
    },
  });

const optionsOf = (variant: Variant) => {
  const read = readOptions(['--variant', variant.name]);
  if (!read.ok) throw new Error(read.message);
  return { ...read.options, faults: [], report: (error: unknown) => expect.fail(String(error)) };
};

/** Ids of the checks that are not fine. */
async function brokenBy(variant: Variant): Promise<readonly string[]> {
  const tenant = await startTenant(optionsOf(variant));
  const info = announced.parse(tenant.announcement);
  const agent = new Agent({ connect: { ca: await readFile(info.caFile, 'utf8') } });
  try {
    const config = configOf(info);
    const readTenant = createReadTenant({
      graphHost: info.graph,
      fetch: async (address, init) => {
        // undici's types name the same classes as the global ones, but TypeScript holds them apart.
        const options: unknown = { ...init, dispatcher: agent };
        const answer: unknown = await undiciFetch(address, options as Parameters<typeof undiciFetch>[1]);
        return answer as Response;
      },
      accessToken: () => Promise.resolve(info.adminToken),
      clock: { now: Date.now, monotonicMs: () => performance.now() },
      random: Math.random,
      sleep: () => Promise.resolve(),
    });
    const reading = await readTenant(postureAsk(config, Date.now()), { correlationId: crypto.randomUUID() });
    const station = info.station.facts;
    const results = runChecks({ tenant: reading, station, at: Date.now() }, postureSettings(config));
    return results.filter(({ state }) => state !== 'fine').map(({ id }) => id);
  } finally {
    await agent.destroy();
    await tenant.close();
  }
}

describe('a tenant', () => {
  it.each(variants.filter(({ name }) => name !== 'untouched'))(
    '$name: $about; breaks that, what follows from it, and nothing else',
    async (variant) => {
      expect([...(await brokenBy(variant))].sort()).toEqual([...variant.breaks].sort());
    },
  );

  it('with one fault is there for every check', () => {
    const found = new Set(variants.flatMap(({ fault }) => (fault === null ? [] : [fault])));
    expect(checkIds.filter((id) => !found.has(id))).toEqual([]);
  });

  it('that nobody has set up lacks policies, the pass and its groups, though not people with roles', async () => {
    const untouched = variantNamed('untouched');
    const broken = untouched === undefined ? [] : await brokenBy(untouched);
    expect(broken).toEqual(
      expect.arrayContaining([
        'access.registration',
        'access.security-defaults',
        'pass.enabled',
        'pass.lifetimes',
        'groups.exist',
        'app.permissions-granted',
      ]),
    );
    expect(broken.filter((id) => id.startsWith('roles.') || id.startsWith('logs.'))).toEqual([]);
  });
});
