import { randomUUID } from 'node:crypto';
import {
  createTenantLogs,
  DirectoryError,
  type Directory,
  type PassOnRecord,
} from '../../directory/index.ts';
import { peopleWithPasses, type Reviewed, type ReviewedGroup } from '../../monitoring/index.ts';
import { existingGroupsIn, type Reading, type PostureSettings } from '../../posture/index.ts';
import { readPosture } from '../posture/read-posture.ts';
import { graphOf } from '../tenant/graph-of.ts';
import type { TenantToRead } from '../tenant/open-tenant.ts';

const DAY_MS = 86_400_000;
/** Source: facts about reports: a tenant keeps its audit log for 30 days at most, and no pass lives longer. */
const LOOK_BACK_DAYS = 30;

const context = () => ({ correlationId: randomUUID() });

const groupsOf = (
  reading: Reading,
  settings: PostureSettings,
): { readonly groups: readonly ReviewedGroup[]; readonly unknown: readonly string[] } => {
  const found = existingGroupsIn(reading, settings);
  if (!found.known) return { groups: [], unknown: [`groups: ${found.because}`] };
  return {
    groups: found.value.map(({ id, displayName, members }) => ({
      ...{ id, displayName },
      members: members.known ? members.value : [],
    })),
    unknown: found.value.flatMap(({ displayName, members }) =>
      members.known ? [] : [`members of ${displayName}: ${members.because}`],
    ),
  };
};

/** Everybody who may have a pass: by group, by audit log, and by the registration report. */
const candidatesOf = async (tenant: TenantToRead, groups: readonly ReviewedGroup[], now: number) => {
  const logs = createTenantLogs(graphOf(tenant, tenant.session));
  const since = new Date(now - LOOK_BACK_DAYS * DAY_MS).toISOString();
  const audit = await logs.readAudit({ since, groupIds: [] }, context());
  const holders = await logs.readPassHolders(context());
  const members = groups.flatMap((one) => one.members.map(({ id }) => id));
  return {
    ids: new Set([...members, ...peopleWithPasses([], audit), ...(holders.known ? holders.events : [])]),
    unknown: [
      ...(audit.known ? [] : [`audit log: ${audit.because}`]),
      ...(holders.known ? [] : [`registration report: ${holders.because}`]),
    ],
  };
};

const passesOf = async (directory: Directory, ids: ReadonlySet<string>) => {
  const passes = new Map<string, readonly PassOnRecord[]>();
  const unknown: string[] = [];
  for (const id of ids) {
    try {
      passes.set(id, await directory.listPasses(id, context()));
    } catch (error) {
      if (!(error instanceof DirectoryError)) throw error;
      // Somebody who was deleted has no pass any more.
      if (error.status !== 404) unknown.push(`passes of ${id}: ${error.code}`);
    }
  }
  return { passes, unknown };
};

/**
 * Reads all that a review looks at, whoever made it. What could not be read is told.
 *
 * @param directory as somebody who may look at people's passes, which who reads the tenant may not
 */
export const readReview = async (
  tenant: TenantToRead,
  directory: Directory,
): Promise<Omit<Reviewed, 'proposedAt'>> => {
  const { reading, settings } = await readPosture(tenant);
  const { groups, unknown } = groupsOf(reading, settings);
  const candidates = await candidatesOf(tenant, groups, reading.at);
  const read = await passesOf(directory, candidates.ids);
  const { joined } = reading.tenant;
  return {
    now: reading.at,
    groups,
    expectedMemberIds: settings.groups.expectedMemberIds,
    joined: joined.known ? joined.value.map((one) => ({ ...one, at: Date.parse(one.at) })) : [],
    passes: read.passes,
    unknown: [...unknown, ...candidates.unknown, ...read.unknown],
    young: {
      passMinutes: tenant.config.policy.lifetimeMinutes,
      membershipHours: tenant.config.monitoring.membershipHours,
    },
  };
};
