import { randomUUID } from 'node:crypto';
import { createTenantLogs, DirectoryError, type CallContext, type Part } from '../../directory/index.ts';
import {
  peopleWithPasses,
  type PersonClass,
  type Told,
  type Watched,
  type WatchInput,
} from '../../monitoring/index.ts';
import { existingGroupsIn, holdersIn } from '../../posture/index.ts';
import { readPosture } from '../posture/read-posture.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { OpenTenant } from '../tenant/open-tenant.ts';

const context = (): CallContext => ({ correlationId: randomUUID() });

/** What each of these people is today; somebody who is gone is left out, and so unknown. */
const readClasses = async (
  { directory, config }: OpenTenant,
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
 */
export const readWatch = async (
  tenant: OpenTenant,
  { since, entries }: { readonly since: string; readonly entries: readonly Told[] },
): Promise<WatchInput> => {
  const { config } = tenant;
  const logs = createTenantLogs(graphOf(tenant, tenant.session));
  const { reading, settings } = await readPosture(tenant);
  const groups = existingGroupsIn(reading, settings);
  const groupIds = groups.known ? groups.value.map(({ id }) => id) : [];
  const audit = await logs.readAudit({ since, groupIds }, context());
  const personIds = peopleWithPasses(entries, audit);
  const signIns = await logs.readSignIns({ since, personIds }, context());
  const privileged = watchedOf(holdersIn(reading), (all) => new Set(all.map(({ id }) => id)));
  const people = await readClasses(tenant, personIds, privileged);
  const { monitoring, policy } = config;
  return { now: reading.at, monitoring, policy, people, entries, audit, signIns, groupIds };
};
