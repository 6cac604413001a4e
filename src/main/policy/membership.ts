import type { PersonFacts } from '../directory/index.ts';

/** How a person stands to groups that the configuration names by id. */
export interface Membership {
  /** Names of those the person is in, through other groups too. */
  readonly memberOf: readonly string[];
  /** Ids of those that the tenant does not have: whether the person is in them is not known. */
  readonly missing: readonly string[];
}

/** Pure. The facts must have been asked for these groups. */
export const inGroups = (facts: PersonFacts, groupIds: readonly string[]): Membership => ({
  memberOf: groupIds
    .filter((id) => facts.memberOfGroupIds.includes(id))
    .map((id) => facts.groups.find((group) => group.id === id)?.displayName ?? id),
  missing: groupIds.filter((id) => !facts.groups.some((group) => group.id === id)),
});
