// The doctor's own parts, held against a running tenant by what its first line tells.
import { readFile } from 'node:fs/promises';
import { Agent, fetch as undiciFetch } from 'undici';
import { z } from 'zod';
import { checkConfig, postureAsk, postureSettings } from '../../../src/main/config/index.ts';
import { createReadTenant } from '../../../src/main/directory/index.ts';
import { runChecks, stationFacts } from '../../../src/main/posture/index.ts';

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

/** Ids of the checks that are not fine in a tenant, given its announcement. */
export async function brokenIn(announcement: unknown): Promise<readonly string[]> {
  const info = announced.parse(announcement);
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
    const results = runChecks(
      { tenant: reading, station: info.station.facts, at: Date.now() },
      postureSettings(config),
    );
    return results.filter(({ state }) => state !== 'fine').map(({ id }) => id);
  } finally {
    await agent.destroy();
  }
}
