import { see, nothing, type Check } from '../check.ts';
import { existingGroupsIn, holdersIn } from '../people.ts';
import { together } from '../../directory/index.ts';
import { issuingRoles } from '../roles.ts';

/** An owner can put anybody into reach of a pass: that is for those who issue them, and for nobody else. */
export const groupsOwners: Check = {
  id: 'groups.owners',
  severity: 'medium',
  blocking: false,
  serves: {
    requirement: 'Zero trust guide 1.2, 4.4; facts about Graph, 5',
    controls: ['AC.L2-3.1.2', 'AC.L2-3.1.5'],
  },
  mend: {
    portal: 'Entra ID > Groups > (group) > Owners',
    graph: 'POST /groups/{id}/owners/$ref; DELETE /groups/{id}/owners/{id}/$ref',
  },
  wanted: () => ['owners: at least one', 'each: holds an issuing role, or may activate one'],
  look: (reading, settings) => {
    const groups = existingGroupsIn(reading, settings);
    if (!groups.known) return groups;
    const owners = together(Object.fromEntries(groups.value.map((one) => [one.displayName, one.owners])));
    return see(together({ owners, holders: holdersIn(reading) }), (both) => {
      const issuers = new Set(
        both.holders.filter(({ roleId }) => issuingRoles.has(roleId)).map(({ id }) => id),
      );
      return nothing(
        Object.entries(both.owners).flatMap(([name, people]) =>
          people.length === 0
            ? [`${name}: no owner`]
            : people
                .filter(({ id }) => !issuers.has(id))
                .map(({ displayName }) => `${name}: ${displayName} holds no issuing role`),
        ),
      );
    });
  },
};
