import type { Named, PassOnRecord } from '../directory/index.ts';
import { isLivePass } from '../policy/index.ts';

/** One of the desk's groups as it is. */
export interface ReviewedGroup extends Named {
  readonly members: readonly Named[];
}

/** What a review looks at: the tenant as it is, whoever made it so. Times are epoch milliseconds. */
export interface Reviewed {
  readonly now: number;
  readonly groups: readonly ReviewedGroup[];
  /** People who may stay in a group. */
  readonly expectedMemberIds: readonly string[];
  /** Joins that the audit log has, as far back as it goes. */
  readonly joined: readonly {
    readonly personId: string;
    readonly groupId: string | null;
    readonly at: number;
  }[];
  /** The passes of everybody who may have one. */
  readonly passes: ReadonlyMap<string, readonly PassOnRecord[]>;
  /** What could not be read: whose passes, or which list of people. */
  readonly unknown: readonly string[];
  /** An enrollment that is going on has a pass and a membership of at most these. */
  readonly young: { readonly passMinutes: number; readonly membershipHours: number };
  /** When an earlier review proposed the same, by the proposal's id. */
  readonly proposedAt: ReadonlyMap<string, number>;
}

interface Proposed {
  /** The same for the same thing at every review. */
  readonly id: string;
  readonly personId: string;
  /** ISO date-time since when it is; null where the tenant does not say. */
  readonly since: string | null;
  /** It may belong to an enrollment that is going on: proposed, and not done by itself. */
  readonly young: boolean;
}

/** What a review proposes to take away. Source: zero trust guide 5.2, weekly review of active passes. */
export type Proposal =
  | (Proposed & { readonly kind: 'delete-pass'; readonly passId: string; readonly endsAt: string | null })
  | (Proposed & { readonly kind: 'leave-group'; readonly groupId: string; readonly group: string });

/** What a review found. */
export interface Review {
  readonly at: string;
  readonly livePasses: number;
  readonly members: number;
  readonly proposals: readonly Proposal[];
  readonly unknown: readonly string[];
}

const MINUTE_MS = 60_000;

const endsAt = ({ startsAt, lifetimeMinutes }: PassOnRecord): string | null =>
  startsAt === null || lifetimeMinutes === null
    ? null
    : new Date(Date.parse(startsAt) + lifetimeMinutes * MINUTE_MS).toISOString();

const passProposals = ({ passes, now, young }: Reviewed): readonly Proposal[] =>
  [...passes].flatMap(([personId, own]) =>
    own.filter(isLivePass).map((pass): Proposal => {
      const since = pass.createdAt ?? pass.startsAt;
      // One of which nobody knows since when it is there is not taken for a new one.
      const age = since === null ? Infinity : now - Date.parse(since);
      return {
        kind: 'delete-pass',
        id: `pass ${pass.id}`,
        ...{ personId, passId: pass.id, since, endsAt: endsAt(pass) },
        young: age < young.passMinutes * MINUTE_MS,
      };
    }),
  );

const lastJoin = ({ joined }: Reviewed, groupId: string, personId: string): number | null => {
  const own = joined.filter((one) => one.personId === personId && (one.groupId ?? groupId) === groupId);
  return own.length === 0 ? null : Math.max(...own.map(({ at }) => at));
};

/**
 * Since when somebody is known to be in a group. A join that the log lacks is older than the log, or has not arrived
 * in it yet: then only an earlier review tells that it is no enrollment that is going on.
 */
const knownSince = (reviewed: Reviewed, id: string, join: number | null): number =>
  join ?? reviewed.proposedAt.get(id) ?? reviewed.now;

const membershipProposals = (reviewed: Reviewed): readonly Proposal[] => {
  const expected = new Set(reviewed.expectedMemberIds);
  const youngMs = reviewed.young.membershipHours * 60 * MINUTE_MS;
  return reviewed.groups.flatMap(({ id: groupId, displayName: group, members }) =>
    members
      .filter(({ id }) => !expected.has(id))
      .map(({ id: personId }): Proposal => {
        const id = `membership ${groupId} ${personId}`;
        const at = lastJoin(reviewed, groupId, personId);
        return {
          kind: 'leave-group',
          ...{ id, personId, groupId, group },
          young: reviewed.now - knownSince(reviewed, id, at) < youngMs,
          since: at === null ? null : new Date(at).toISOString(),
        };
      }),
  );
};

/** All live passes and all members of the pass groups, and what to take away of them. Pure. */
export const review = (reviewed: Reviewed): Review => {
  const passes = passProposals(reviewed);
  return {
    at: new Date(reviewed.now).toISOString(),
    livePasses: passes.length,
    members: reviewed.groups.reduce((sum, { members }) => sum + members.length, 0),
    proposals: [...passes, ...membershipProposals(reviewed)],
    unknown: reviewed.unknown,
  };
};
