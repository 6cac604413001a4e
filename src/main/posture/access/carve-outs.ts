import type { AccessPolicy, DeskGroup, TenantReading } from '../../directory/index.ts';
import { administratorRoles } from '../roles.ts';
import {
  administratorGuards,
  deskSubjects,
  deviceCodeBlocks,
  legacyBlocks,
  passUserGuards,
  registrationGuards,
} from './baseline.ts';

type Policies = readonly AccessPolicy[];
type Excluded = Extract<TenantReading['excludedGroups'], { known: true }>['value'];
type Groups = Parameters<typeof deskSubjects>[0];

/** Who may be left out of a policy, and how groups are called. */
export interface Excusable {
  readonly userIds: readonly string[];
  readonly groupIds: readonly string[];
  readonly nameOf: (groupId: string) => string;
}

/** Emergency accounts, and groups of nobody else. */
export const excusable = (excluded: Excluded, emergencyIds: readonly string[]): Excusable => ({
  userIds: emergencyIds,
  groupIds: excluded
    .filter(({ memberIds, more }) => !more && memberIds.every((id) => emergencyIds.includes(id)))
    .map(({ id }) => id),
  nameOf: (groupId) => excluded.find(({ id }) => id === groupId)?.displayName ?? groupId,
});

const placesLeftOut = ({
  locations,
  platforms,
  deviceFilter,
  apps,
  guests,
}: AccessPolicy): readonly string[] => [
  ...(locations?.exclude ?? []).map((id) => `location ${id}`),
  ...(platforms?.exclude ?? []).map((id) => `platform ${id}`),
  ...(deviceFilter === null ? [] : [`devices: ${deviceFilter}`]),
  ...apps.exclude.map((id) => `resource ${id}`),
  ...(guests.excluded ? ['guests and external users'] : []),
];

const peopleLeftOut = (policy: AccessPolicy, excuse: Excusable): readonly string[] => [
  ...policy.users.exclude.filter((id) => !excuse.userIds.includes(id)).map((id) => `user ${id}`),
  ...policy.groups.exclude
    .filter((id) => !excuse.groupIds.includes(id))
    .map((id) => `group ${excuse.nameOf(id)}`),
  ...policy.roles.exclude.map((id) => `role ${id}`),
];

const leftOutOf = (policy: AccessPolicy, excuse: Excusable): readonly string[] =>
  [...peopleLeftOut(policy, excuse), ...placesLeftOut(policy)].map((one) => `${policy.displayName}: ${one}`);

/** Where one of several policies leaves nothing out, the others' carve-outs do not count. */
const leftOutOfAll = (policies: Policies, excuse: Excusable): readonly string[] => {
  const lines = policies.map((policy) => leftOutOf(policy, excuse));
  return lines.some((one) => one.length === 0) ? [] : lines.flat();
};

/**
 * What the policies of the baseline leave out beside what they may. A part of the baseline that no policy meets is
 * not looked at here: its own check says so.
 */
export const carveOutsIn = (policies: Policies, groups: Groups, excuse: Excusable): readonly string[] => {
  const desk = groups.flatMap(({ found }: { readonly found: readonly DeskGroup[] }) =>
    found.map(({ id }) => id),
  );
  // The groups of the desk have a policy of their own; policies for administrators leave them out.
  const withDesk: Excusable = { ...excuse, groupIds: [...excuse.groupIds, ...desk] };
  const all = [
    ...leftOutOfAll(legacyBlocks(policies), excuse),
    ...leftOutOfAll(deviceCodeBlocks(policies), excuse),
    ...administratorRoles.flatMap((roleId) => leftOutOfAll(administratorGuards(policies, roleId), withDesk)),
    ...deskSubjects(groups).flatMap(({ who }) => [
      ...leftOutOfAll(registrationGuards(policies, who), excuse),
      ...leftOutOfAll(passUserGuards(policies, who), excuse),
    ]),
  ];
  return [...new Set(all)];
};
