import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { postureAsk, postureSettings } from '../../config/index.ts';
import { createReadTenant, readingPermissions } from '../../directory/index.ts';
import {
  readLocalStation,
  stationFacts,
  thisStation,
  type PostureSettings,
  type Reading,
} from '../../posture/index.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant, SignInAs, TenantToRead } from '../tenant/open-tenant.ts';

/** Who reads: the station's reading identity, else whoever signs in; the simulated supervisor, a Security Reader. */
export const readingAs: SignInAs = {
  part: 'supervisor',
  permissions: readingPermissions,
  readsOnly: true,
};

/**
 * A simulated station tells of itself in the tenant's announcement; a real one is this machine, of which the window
 * would know more.
 *
 * @param offsetSeconds how far this machine's clock is from the tenant's; null where the tenant told none
 */
const stationOf = async (
  { simulation, config }: Pick<OpenTenant, 'simulation' | 'config'>,
  offsetSeconds: number | null,
): Promise<Reading['station']> => {
  if (simulation !== null) {
    const facts = stationFacts.safeParse(simulation.station?.facts);
    return facts.success ? facts.data : null;
  }
  // Of an installed application the desk looks at the files; this runs in a Node of its own.
  const here = thisStation({ dataFolder: config.dataFolder ?? homedir(), packaged: false });
  const local = await readLocalStation(here);
  return { ...local, clockOffsetSeconds: offsetSeconds };
};

/**
 * Reads the whole tenant once.
 *
 * @throws DirectoryError where nothing of it can be read
 */
export const readPosture = async (
  tenant: TenantToRead,
): Promise<{ readonly reading: Reading; readonly settings: PostureSettings }> => {
  const graph = graphOf(tenant, tenant.session);
  const { clock } = graph;
  const read = createReadTenant(graph);
  const ask = postureAsk(tenant.config, clock.now());
  const facts = await read(ask, { correlationId: randomUUID() });
  const offset = facts.at === null ? null : (clock.now() - facts.at) / 1_000;
  const station = await stationOf(tenant, offset);
  const reading: Reading = { tenant: facts, station, at: facts.at ?? clock.now() };
  return { reading, settings: postureSettings(tenant.config) };
};
