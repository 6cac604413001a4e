import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn } from '../people.ts';

/** Only a plain security group of the cloud takes the members that the desk puts there. */
export const groupsKind: Check = {
  id: 'groups.kind',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 1.2; facts about Graph, 5', controls: ['CM.L2-3.4.2'] },
  mend: { portal: 'Entra ID > Groups > New group > Security, Assigned', graph: 'POST /groups' },
  wanted: () => ['securityEnabled: true', 'mailEnabled: false', 'onPremisesSyncEnabled: not true'],
  look: (reading, settings) =>
    see(existingGroupsIn(reading, settings), (groups) =>
      nothing(
        groups.flatMap(({ displayName, securityEnabled, mailEnabled, synced }) => [
          ...(securityEnabled ? [] : [`${displayName}: securityEnabled: false`]),
          ...(mailEnabled ? [`${displayName}: mailEnabled: true`] : []),
          ...(synced ? [`${displayName}: onPremisesSyncEnabled: true`] : []),
        ]),
      ),
    ),
};
