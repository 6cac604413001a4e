import { randomUUID } from 'node:crypto';
import { postureAsk, postureSettings } from '../../config/index.ts';
import { createReadTenant, readingPermissions } from '../../directory/index.ts';
import { stationFacts, type PostureSettings, type Reading } from '../../posture/index.ts';
import type { OpenTenant, SignInAs } from '../tenant/open-tenant.ts';

/** Who reads: on the simulated tenant its supervisor, who holds Security Reader. */
export const readingAs: SignInAs = { part: 'supervisor', permissions: readingPermissions };

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A simulated station tells of itself in the tenant's announcement. */
const stationOf = ({ simulation }: OpenTenant): Reading['station'] => {
  const facts = stationFacts.safeParse(simulation?.station?.facts);
  return facts.success ? facts.data : null;
};

/**
 * Reads the whole tenant once.
 *
 * @throws DirectoryError where nothing of it can be read
 */
export const readPosture = async (
  tenant: OpenTenant,
): Promise<{ readonly reading: Reading; readonly settings: PostureSettings }> => {
  const clock = { now: () => Date.now(), monotonicMs: () => performance.now() };
  const read = createReadTenant({
    graphHost: tenant.settings.graphHost,
    fetch: tenant.fetch,
    accessToken: tenant.session.accessToken,
    clock,
    random: Math.random,
    sleep,
  });
  const ask = postureAsk(tenant.config, clock.now());
  const facts = await read(ask, { correlationId: randomUUID() });
  const reading: Reading = { tenant: facts, station: stationOf(tenant), at: facts.at ?? clock.now() };
  return { reading, settings: postureSettings(tenant.config) };
};
