import { randomUUID } from 'node:crypto';
import { postureAsk, postureSettings, type Config } from '../config/index.ts';
import {
  createTenantLogs,
  DirectoryError,
  type CallContext,
  type Directory,
  type GraphDirectoryOptions,
  type Part,
  type ReadTenant,
} from '../directory/index.ts';
import {
  peopleWithPasses,
  type PersonClass,
  type Told,
  type Watched,
  type WatchInput,
} from '../monitoring/index.ts';
import { existingGroupsIn, holdersIn } from '../posture/index.ts';

/** What watching reads by: nothing of it changes anything. */
export interface WatchSources {
  readonly config: Config;
  readonly graph: GraphDirectoryOptions;
  readonly directory: Pick<Directory, 'readPerson'>;
  readonly readTenant: ReadTenant;
}

const context = (): CallContext => ({ correlationId: randomUUID() });

/** What each of these people is today; somebody who is gone is left out, and so unknown. */
const readClasses = async (
  { directory, config }: WatchSources,
  personIds: readonly string[],
  privilegedIds: Watched<ReadonlySet<string>>,
): Promise<Watched<ReadonlyMap<string, PersonClass>>> => {
  if (!privilegedIds.known) return privilegedIds;
  const classes = new Map<string, PersonClass>();
  for (const id of personIds) {
    try {
      const { guest } = await directory.readPerson(id, context());
      const privileged = privilegedIds.value.has(id);
      classes.set(id, { guest, privileged, emergencyAccess: config.policy.emergencyAccessIds.includes(id) });
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
    }
  }
  return { known: true, value: classes };
};

/** What a part of the tenant's reading gives, as watching takes it. */
const watchedOf = <T, U>(part: Part<T>, value: (from: T) => U): Watched<U> =>
  part.known ? { known: true, value: value(part.value) } : { known: false, because: part.because };

/**
 * Reads everything that is watched: the tenant's logs since a time, roles and groups as they are, and who the people
 * are that got a pass.
 *
 * @param asked.entries of all journals that are at hand, from before the same time on
 * @throws DirectoryError where nothing of the tenant can be read
 */
export const readWatch = async (
  sources: WatchSources,
  { since, entries }: { readonly since: string; readonly entries: readonly Told[] },
): Promise<WatchInput> => {
  const { config, graph, readTenant } = sources;
  const logs = createTenantLogs(graph);
  const tenant = await readTenant(postureAsk(config, graph.clock.now()), context());
  const reading = { tenant, station: null, at: tenant.at ?? graph.clock.now() };
  const groups = existingGroupsIn(reading, postureSettings(config));
  const groupIds = groups.known ? groups.value.map(({ id }) => id) : [];
  const audit = await logs.readAudit({ since, groupIds }, context());
  const personIds = peopleWithPasses(entries, audit);
  const signIns = await logs.readSignIns({ since, personIds }, context());
  const privileged = watchedOf(holdersIn(reading), (all) => new Set(all.map(({ id }) => id)));
  const people = await readClasses(sources, personIds, privileged);
  const { monitoring, policy } = config;
  return { now: reading.at, monitoring, policy, people, entries, audit, signIns, groupIds };
};
