import { z } from 'zod';
import type { Directory, RoleHeld } from '../port.ts';
import type { Question } from './batch.ts';
import { expectAnswer, expectList, readLists } from './lists.ts';
import type { Means } from './means.ts';
import { known } from './read-facts.ts';
import { assignment, directoryRole, distinctRoles, roleOf } from './schemas/role.ts';

const me: Question = { id: 'me', path: '/me?$select=id,displayName,userPrincipalName' };
const active: Question = {
  id: 'active',
  path: "/roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')",
};
const directoryRoles: Question = {
  id: 'directory-roles',
  path: '/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,roleTemplateId',
};

const operator = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
});

/**
 * The signed-in operator and the roles active now, in one round trip. Either read of the roles is enough: the
 * schedule instances need a licence that not every tenant has, and a role at the scope of a unit, which the other
 * does not show, is missing then, which denies.
 */
export const createReadOperator = ({ ask, graphHost }: Means): Directory['readOperator'] => {
  return async (context) => {
    const answers = await ask([me, active, directoryRoles], context);
    const who = expectAnswer(operator, me, { answers, context });
    const lists = await readLists([active, directoryRoles], answers, {
      ask,
      graphHost,
      context,
      discover: () => [],
    });
    const scheduled = known(() =>
      expectList(assignment, active, { lists, context }).map((one) => roleOf(one, 'active')),
    );
    const told = known(() =>
      expectList(directoryRole, directoryRoles, { lists, context }).map(({ roleTemplateId }): RoleHeld =>
        roleOf({ roleDefinitionId: roleTemplateId }, 'active'),
      ),
    );
    const both = distinctRoles(scheduled.known ? scheduled.value : [], told.known ? told.value : []);
    return {
      value: {
        id: who.id,
        displayName: who.displayName ?? who.userPrincipalName,
        userPrincipalName: who.userPrincipalName,
        roles: scheduled.known || told.known ? { known: true, value: both } : scheduled,
      },
      trace: answers.trace,
    };
  };
};
