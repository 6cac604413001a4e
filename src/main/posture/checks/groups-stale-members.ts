import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';
import { together, type Joined } from '../../directory/index.ts';

const joinedLately = (joined: readonly Joined[], groupId: string, personId: string): boolean =>
  joined.some((one) => one.personId === personId && (one.groupId ?? groupId) === groupId);

/**
 * Who is still in a group when the enrollment must be over can be given a pass by anybody who issues them. Graph does
 * not say since when somebody is a member; the audit log does, some minutes late.
 */
export const groupsStaleMembers: Check = {
  id: 'groups.stale-members',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 1.2, 4.4', controls: ['AC.L2-3.1.1', 'PS.L2-3.9.2'] },
  mend: {
    portal: 'Entra ID > Groups > (group) > Members: remove',
    graph: 'DELETE /groups/{id}/members/{id}/$ref',
  },
  wanted: ({ groups }) => [`members: nobody who joined more than ${groups.memberHours} hours ago`],
  look: (reading, settings) => {
    const groups = existingGroupsIn(reading, settings);
    if (!groups.known) return groups;
    const members = together(Object.fromEntries(groups.value.map(({ id, members: all }) => [id, all])));
    return see(together({ members, joined: reading.tenant.joined }), (both) => {
      const stale = groups.value.flatMap(({ id, displayName }) =>
        (both.members[id] ?? [])
          .filter((one) => !settings.groups.expectedMemberIds.includes(one.id))
          .filter((one) => !joinedLately(both.joined, id, one.id))
          .map((one) => `${displayName}: ${one.displayName}`),
      );
      const shown = stale.slice(0, 20);
      return nothing(
        stale.length > shown.length ? [...shown, `and ${stale.length - shown.length} more`] : stale,
      );
    });
  },
};
