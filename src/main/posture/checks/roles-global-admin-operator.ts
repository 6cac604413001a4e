import { see, nothing, type Check } from '../check.ts';
import { holdersIn, operatorsIn } from '../people.ts';
import { together } from '../../directory/index.ts';
import { watched } from '../roles.ts';

/** Somebody who may do everything needs no desk, and a stolen session of theirs is the tenant. */
export const rolesGlobalAdminOperator: Check = {
  id: 'roles.global-admin-operator',
  severity: 'high',
  blocking: true,
  serves: { requirement: 'Zero trust guide 0.1', controls: ['AC.L2-3.1.5', 'AC.L2-3.1.6'] },
  mend: {
    portal: 'Entra ID > Roles & admins > Global Administrator > Assignments',
    graph: 'DELETE /roleManagement/directory/roleAssignments/{id}',
  },
  wanted: () => ['operators who hold Global Administrator: none'],
  look: (reading, settings) =>
    see(
      together({ holders: holdersIn(reading), operators: operatorsIn(reading, settings) }),
      ({ holders, operators }) =>
        nothing(
          holders
            .filter(({ id, roleId }) => roleId === watched.globalAdministrator && operators.has(id))
            .map(({ name, how }) => `${name}: Global Administrator (${how})`),
        ),
    ),
};
