import { see, type Check } from '../check.ts';
import { holdersIn } from '../people.ts';
import { roleName } from '../../policy/index.ts';
import { guideRoles } from '../roles.ts';

/** A role that nobody has is a job that a Global Administrator does instead. */
export const rolesAssigned: Check = {
  id: 'roles.assigned',
  severity: 'low',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.1', 'AC.L2-3.1.2'] },
  mend: {
    portal: 'Entra ID > Roles & admins > (role) > Add assignments',
    graph: 'POST /roleManagement/directory/roleEligibilityScheduleRequests',
  },
  wanted: () => guideRoles.map((id) => `${roleName(id)}: somebody`),
  look: (reading, { emergencyIds }) =>
    see(holdersIn(reading), (holders) => {
      const lines = guideRoles.map((roleId) => ({
        roleId,
        names: [
          ...new Set(
            holders
              .filter((one) => one.roleId === roleId && !emergencyIds.includes(one.id))
              .map(({ name }) => name),
          ),
        ],
      }));
      return {
        fine: lines.every(({ names }) => names.length > 0),
        found: lines.map(
          ({ roleId, names }) => `${roleName(roleId)}: ${names.length === 0 ? 'nobody' : names.join(', ')}`,
        ),
      };
    }),
};
