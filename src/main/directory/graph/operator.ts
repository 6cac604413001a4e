import { z } from 'zod';
import type { Directory } from '../port.ts';
import type { Question } from './batch.ts';
import { operatorRolesIn } from './facts-parts.ts';
import { expectAnswer, readLists } from './lists.ts';
import type { Means } from './means.ts';
import { approverQuestions, operatorQuestions } from './questions.ts';

const me: Question = { id: 'me', path: '/me?$select=id,displayName,userPrincipalName' };

const operator = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
});

const approver = operator.extend({ accountEnabled: z.boolean().nullish() });

/** The signed-in operator, or approver, and the roles they hold or may activate, in one round trip. */
export const createReadOperator = ({ ask, graphHost }: Means): Directory['readOperator'] => {
  return async (context) => {
    const rolesAsked = Object.values(operatorQuestions);
    const answers = await ask([me, ...rolesAsked], context);
    const who = expectAnswer(operator, me, { answers, context });
    const lists = await readLists(rolesAsked, answers, { ask, graphHost, context, discover: () => [] });
    return {
      value: {
        id: who.id,
        displayName: who.displayName ?? who.userPrincipalName,
        userPrincipalName: who.userPrincipalName,
        roles: operatorRolesIn(operatorQuestions, { lists, context }),
      },
      trace: answers.trace,
    };
  };
};

/** Who somebody is that signed in elsewhere, and which roles they hold now, in one round trip. */
export const createReadApprover = ({ ask, graphHost }: Means): Directory['readApprover'] => {
  return async (personId, context) => {
    const { who: asked, ...roles } = approverQuestions(personId);
    const rolesAsked = Object.values(roles);
    const answers = await ask([asked, ...rolesAsked], context);
    const who = expectAnswer(approver, asked, { answers, context });
    const lists = await readLists(rolesAsked, answers, { ask, graphHost, context, discover: () => [] });
    return {
      value: {
        id: who.id,
        displayName: who.displayName ?? who.userPrincipalName,
        userPrincipalName: who.userPrincipalName,
        // Not known to be enabled is as good as disabled.
        roles:
          who.accountEnabled === true
            ? operatorRolesIn(roles, { lists, context })
            : { known: true, value: [] },
      },
      trace: answers.trace,
    };
  };
};
