import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';

/** Joining a role-assignable group puts a person out of an Authentication Administrator's reach at once. */
export const groupsNotRoleAssignable: Check = {
  id: 'groups.not-role-assignable',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.2; facts about Graph, 5', controls: ['AC.L2-3.1.5'] },
  mend: {
    portal:
      'Entra ID > Groups > New group > Microsoft Entra roles can be assigned to the group: No (it cannot be changed later)',
    graph: 'POST /groups {"isAssignableToRole": false}',
  },
  wanted: () => ['isAssignableToRole: not true'],
  look: (reading, settings) =>
    see(existingGroupsIn(reading, settings), (groups) =>
      nothing(
        groups
          .filter(({ roleAssignable }) => roleAssignable)
          .map(({ displayName }) => `${displayName}: isAssignableToRole: true`),
      ),
    ),
};
