import { together, type DeskGroup, type Named, type Part, type RoleGrant } from '../directory/index.ts';
import type { Reading } from './reading.ts';
import { issuingRoles } from './roles.ts';
import type { PostureSettings } from './settings.ts';

/** One person who holds a role or may activate it, directly or through a group. */
export interface Holder {
  readonly id: string;
  readonly name: string;
  readonly roleId: string;
  readonly scope: string;
  readonly how: RoleGrant['how'];
  /** It is active all the time. */
  readonly standing: boolean;
}

const holdersOf = (grant: RoleGrant, people: readonly Named[]): readonly Holder[] =>
  people.map(({ id, displayName }) => ({
    id,
    name: displayName,
    roleId: grant.roleId,
    scope: grant.scope,
    how: grant.how,
    standing: grant.how === 'active' && !grant.activated && grant.endsAt === null,
  }));

/** Everybody who holds a role; a group's role is held by everybody in it. */
export const holdersIn = ({ tenant }: Reading): Part<readonly Holder[]> => {
  const parts = together({ grants: tenant.grants, groups: tenant.roleGroups });
  if (!parts.known) return parts;
  const { grants, groups } = parts.value;
  const holders = grants.flatMap((grant) =>
    holdersOf(
      grant,
      grant.principalKind === 'group'
        ? (groups[grant.principalId] ?? [])
        : [{ id: grant.principalId, displayName: grant.principalName }],
    ),
  );
  return { known: true, value: holders };
};

/** The desk's groups by the name the configuration has for them. */
export const deskGroupsIn = (
  { tenant }: Reading,
  { groups }: PostureSettings,
): Part<readonly { readonly name: string; readonly found: readonly DeskGroup[] }[]> =>
  tenant.groups.known
    ? {
        known: true,
        value: groups.names.map((name) => ({
          name,
          found: tenant.groups.known ? tenant.groups.value.filter((one) => one.displayName === name) : [],
        })),
      }
    : tenant.groups;

/** Those of the desk's groups that exist. */
export const existingGroupsIn = (reading: Reading, settings: PostureSettings): Part<readonly DeskGroup[]> => {
  const groups = deskGroupsIn(reading, settings);
  return groups.known ? { known: true, value: groups.value.flatMap(({ found }) => found) } : groups;
};

/** Owners of the desk's groups. */
export const ownersIn = (reading: Reading, settings: PostureSettings): Part<readonly Named[]> => {
  const groups = existingGroupsIn(reading, settings);
  if (!groups.known) return groups;
  const parts = together(Object.fromEntries(groups.value.map(({ id, owners }) => [id, owners])));
  return parts.known ? { known: true, value: Object.values(parts.value).flat() } : parts;
};

/** People who can run the desk, by id: holders of an issuing role, and owners of its groups. */
export const operatorsIn = (
  reading: Reading,
  settings: PostureSettings,
): Part<ReadonlyMap<string, string>> => {
  const parts = together({ holders: holdersIn(reading), owners: ownersIn(reading, settings) });
  if (!parts.known) return parts;
  const issuers = parts.value.holders.filter(({ roleId }) => issuingRoles.has(roleId));
  return {
    known: true,
    value: new Map([
      ...issuers.map(({ id, name }): [string, string] => [id, name]),
      ...parts.value.owners.map(({ id, displayName }): [string, string] => [id, displayName]),
    ]),
  };
};
