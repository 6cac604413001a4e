import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';

/** A rule decides who is in a dynamic group, and refuses whom the desk adds. */
export const groupsNotDynamic: Check = {
  id: 'groups.not-dynamic',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.2; facts about Graph, 5', controls: ['AC.L2-3.1.2'] },
  mend: {
    portal: 'Entra ID > Groups > (group) > Properties > Membership type: Assigned',
    graph: 'PATCH /groups/{id} {"groupTypes": [], "membershipRuleProcessingState": "Paused"}',
  },
  wanted: () => ['groupTypes: without DynamicMembership'],
  look: (reading, settings) =>
    see(existingGroupsIn(reading, settings), (groups) =>
      nothing(
        groups
          .filter(({ dynamic }) => dynamic)
          .map(({ displayName }) => `${displayName}: groupTypes: DynamicMembership`),
      ),
    ),
};
