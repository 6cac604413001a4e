import { see, nothing, type Check } from '../check.ts';
import { holdersIn } from '../people.ts';
import { roleName } from '../../policy/index.ts';
import { momentousRoles } from '../roles.ts';

/** A role that is active all day is active for whoever takes the session over. */
export const rolesPermanent: Check = {
  id: 'roles.permanent',
  severity: 'medium',
  blocking: false,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.5', 'AC.L2-3.1.7'] },
  mend: {
    portal:
      'Entra ID > Identity Governance > Privileged Identity Management > Microsoft Entra roles > Assignments',
    graph:
      'POST /roleManagement/directory/roleEligibilityScheduleRequests, then DELETE /roleManagement/directory/roleAssignments/{id}',
  },
  wanted: () => ['standing assignments beside emergency accounts: none'],
  look: (reading, { emergencyIds }) =>
    see(holdersIn(reading), (holders) =>
      nothing(
        holders
          .filter(
            ({ id, roleId, standing }) =>
              standing && momentousRoles.has(roleId) && !emergencyIds.includes(id),
          )
          .map(({ name, roleId, scope }) => `${name}: ${roleName(roleId)}, scope ${scope}, no end`),
      ),
    ),
};
