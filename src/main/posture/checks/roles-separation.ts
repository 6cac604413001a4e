import { see, nothing, type Check } from '../check.ts';
import { holdersIn, operatorsIn } from '../people.ts';
import { together } from '../../directory/index.ts';
import { roleName } from '../../policy/index.ts';
import { governingRoles, watched } from '../roles.ts';

/** Who issues passes does not change what issuing is held to. */
export const rolesSeparation: Check = {
  id: 'roles.separation',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'CMMC guide, role assignment', controls: ['AC.L2-3.1.4'] },
  mend: {
    portal: 'Entra ID > Roles & admins > (role) > Assignments',
    graph: 'DELETE /roleManagement/directory/roleAssignments/{id}',
  },
  wanted: ({ roles }) => [
    `operators who also hold one of these: none (${separated(roles.separated).map(roleName).join(', ')})`,
  ],
  look: (reading, settings) =>
    see(
      together({ holders: holdersIn(reading), operators: operatorsIn(reading, settings) }),
      ({ holders, operators }) => {
        const apart = new Set(separated(settings.roles.separated));
        return nothing(
          holders
            .filter(({ id, roleId }) => apart.has(roleId) && operators.has(id))
            .map(({ name, roleId, how }) => `${name}: ${roleName(roleId)} (${how})`),
        );
      },
    ),
};

/** The site's own list and the baseline's; Global Administrator has a check of its own. */
const separated = (own: readonly string[]): readonly string[] =>
  [...new Set([...governingRoles, ...own])].filter((id) => id !== watched.globalAdministrator);
