import { z } from 'zod';
import type { Directory } from '../port.ts';
import type { Question } from './batch.ts';
import { operatorRolesIn } from './facts-parts.ts';
import { expectAnswer, readLists } from './lists.ts';
import type { Means } from './means.ts';
import { operatorQuestions } from './questions.ts';

const me: Question = { id: 'me', path: '/me?$select=id,displayName,userPrincipalName' };

const operator = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
});

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
