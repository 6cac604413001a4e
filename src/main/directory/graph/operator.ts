import { z } from 'zod';
import type { CallContext, Directory } from '../port.ts';
import type { Question } from './batch.ts';
import { operatorRolesIn } from './facts-parts.ts';
import { expectAnswer, readLists } from './lists.ts';
import type { Means } from './means.ts';
import { approverQuestions, operatorQuestions } from './questions.ts';

const me: Question = { id: 'me', path: '/me?$select=id,displayName,userPrincipalName' };

const account = z.object({
  id: z.string().min(1),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().min(1),
  /** Asked for of others alone: who has just signed in is enabled. */
  accountEnabled: z.boolean().nullish(),
});

type Asked = { readonly who: Question } & Parameters<typeof operatorRolesIn>[0];

/** Who somebody is, and the roles they hold or may activate, in one round trip. */
const createRead =
  ({ ask, graphHost }: Means) =>
  async ({ who: asked, ...roles }: Asked, context: CallContext) => {
    const rolesAsked = Object.values(roles);
    const answers = await ask([asked, ...rolesAsked], context);
    const who = expectAnswer(account, asked, { answers, context });
    const lists = await readLists(rolesAsked, answers, { ask, graphHost, context, discover: () => [] });
    return {
      who,
      facts: {
        id: who.id,
        displayName: who.displayName ?? who.userPrincipalName,
        userPrincipalName: who.userPrincipalName,
        roles: operatorRolesIn(roles, { lists, context }),
      },
      trace: answers.trace,
    };
  };

/** The signed-in operator, or approver. */
export const createReadOperator = (means: Means): Directory['readOperator'] => {
  const read = createRead(means);
  return async (context) => {
    const { facts, trace } = await read({ who: me, ...operatorQuestions }, context);
    return { value: facts, trace };
  };
};

/** Somebody who signed in elsewhere, with the roles they hold now. */
export const createReadApprover = (means: Means): Directory['readApprover'] => {
  const read = createRead(means);
  return async (personId, context) => {
    const { who, facts, trace } = await read(approverQuestions(personId), context);
    // Not known to be enabled is as good as disabled.
    const roles = who.accountEnabled === true ? facts.roles : ({ known: true, value: [] } as const);
    return { value: { ...facts, roles }, trace };
  };
};
