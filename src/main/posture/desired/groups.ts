import type { DeskGroup } from '../../directory/index.ts';
import { deskGroupsIn } from '../people.ts';
import { byHand, changeNeeds, joined, nothingToDo, unread, type Change, type Plan } from './change.ts';
import type { PlanInput } from './change.ts';

/** Groups by name: the id, or a stand-in for one that an earlier change makes. */
export interface GroupIds {
  readonly ids: readonly string[];
  /** All of them exist. */
  readonly known: boolean;
}

/** Ids of the groups of these names, in their order. */
export const groupIdsOf = ({ tenant }: PlanInput, names: readonly string[]): GroupIds => {
  const groups = tenant.groups.known ? tenant.groups.value : [];
  const found = names.map((name) => groups.find(({ displayName }) => displayName === name)?.id);
  return {
    ids: found.map((id, index) => id ?? `(id of the new group ${names[index] ?? ''})`),
    known: found.every((id) => id !== undefined),
  };
};

const objectOf = (graphHost: string, id: string): string => `${graphHost}/v1.0/directoryObjects/${id}`;

/** Letters, digits and hyphens are allowed in a mail nickname. Source: Graph group. */
const nicknameOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '')
    .slice(0, 64);

const creation = (name: string, { desired, graphHost }: PlanInput): Change => ({
  id: `groups.${name}.create`,
  what: `Make the security group ${name}, with assigned members.`,
  before: [`${name}: none`],
  after: [
    `${name}: security, assigned, not role-assignable`,
    ...desired.groupOwnerIds.map((id) => `owner: ${id}`),
  ],
  needs: changeNeeds.groups,
  risk: 'none',
  ready: true,
  request: {
    method: 'POST',
    path: '/groups',
    body: {
      displayName: name,
      mailNickname: nicknameOf(name),
      mailEnabled: false,
      securityEnabled: true,
      ...(desired.groupOwnerIds.length === 0
        ? {}
        : { 'owners@odata.bind': desired.groupOwnerIds.map((id) => objectOf(graphHost, id)) }),
    },
  },
  undo: { what: `Delete the group ${name}.`, risk: 'none', request: 'created' },
  policyId: null,
});

const additionOf = (group: DeskGroup, ownerId: string, graphHost: string): Change => ({
  id: `groups.${group.displayName}.owner.${ownerId}`,
  what: `Make ${ownerId} an owner of ${group.displayName}.`,
  before: [`${group.displayName}: not an owner: ${ownerId}`],
  after: [`${group.displayName}: owner: ${ownerId}`],
  needs: changeNeeds.groups,
  risk: 'none',
  ready: true,
  request: {
    method: 'POST',
    path: `/groups/${group.id}/owners/$ref`,
    body: { '@odata.id': objectOf(graphHost, ownerId) },
  },
  undo: {
    what: `Take ${ownerId} from the owners of ${group.displayName}.`,
    risk: 'none',
    request: { method: 'DELETE', path: `/groups/${group.id}/owners/${ownerId}/$ref`, body: null },
  },
  policyId: null,
});

/** What Graph lets nobody change later, or what would put people out of it. */
const wrongKind = (group: DeskGroup): readonly string[] => [
  ...(group.roleAssignable ? ['it is role-assignable'] : []),
  ...(group.dynamic ? ['its members follow a rule'] : []),
  ...(group.synced ? ['it is synchronised'] : []),
  ...(group.mailEnabled || !group.securityEnabled ? ['it is no plain security group'] : []),
];

const planOne = (group: DeskGroup, { desired, graphHost }: PlanInput): Plan => {
  const wrong = wrongKind(group);
  if (wrong.length > 0)
    return byHand(`${group.displayName}: ${wrong.join(', ')}; make another one under that name by hand`);
  const { owners } = group;
  if (!owners.known) return unread(`${group.displayName}: owners`, owners);
  const missing = desired.groupOwnerIds.filter((id) => !owners.value.some((one) => one.id === id));
  return { changes: missing.map((id) => additionOf(group, id, graphHost)), obstacles: [] };
};

/** The groups of the desk: security, assigned, with the site's owners. Source: Zero trust guide 1.2. */
export const planGroups = (input: PlanInput): Plan => {
  const groups = deskGroupsIn({ tenant: input.tenant, station: null, at: 0 }, input.settings);
  if (!groups.known) return unread('groups of the desk', groups);
  return joined(
    groups.value.map(({ name, found }) => {
      const [only, ...others] = found;
      if (only === undefined) return { ...nothingToDo, changes: [creation(name, input)] };
      if (others.length > 0) return byHand(`${name}: ${found.length} groups have that name; leave one`);
      return planOne(only, input);
    }),
  );
};
